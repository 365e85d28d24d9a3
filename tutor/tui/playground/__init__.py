"""The playground behind its screen: runs that are trained, looked back on and branched, on a thread of their own."""
