"""From an author's files to the model, with every fault as a problem and nothing lost beside it."""
