"""Text into frozen models of lessons and quizzes, or a Problem at path:line."""
