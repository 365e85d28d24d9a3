from __future__ import annotations

from tutor.live.steering import Steering


def test_words_in_their_order_once(steer_file, say):
    steering = Steering(str(steer_file))
    assert steering.poll() == []
    say("stop\nfaster\n")
    assert steering.poll() == ["stop", "faster"]
    assert steering.poll() == []


def test_half_a_line_waits_for_its_end(steer_file, say):
    steering = Steering(str(steer_file))
    say("stop\ninter")
    assert steering.poll() == ["stop"]
    assert steering.poll() == []
    say("rupt\n")
    assert steering.poll() == ["interrupt"]


def test_a_new_cell_forgets_what_was_said_before(steer_file, say):
    steering = Steering(str(steer_file))
    say("interrupt\n")
    steering.forget()
    say("slower\n")
    assert steering.poll() == ["slower"]


def test_a_truncated_file_is_read_from_its_start(steer_file, say):
    steering = Steering(str(steer_file))
    say("faster\nfaster\n")
    steering.poll()
    steer_file.write_text("stop\n")
    assert steering.poll() == ["stop"]


def test_without_a_file_nothing_is_said():
    assert Steering(None).poll() == []


def test_taken_counts_fits_inside_fits():
    steering = Steering(None)
    with steering.taken():
        with steering.taken():
            pass
        assert steering.is_taken
    assert not steering.is_taken
