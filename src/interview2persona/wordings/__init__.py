"""Claims become shorter sentences by a language model, and only those that say what their evidence says are kept."""
