"""Credentials that outlive the process: contexts, stored keys, and where a call's key comes from.

What a user sets with ``pscompat context`` and ``pscompat login`` lies in two files: settings in one that holds no
secrets, keys in another that only its owner can read. Nothing here is read before a request goes out or somebody asks.
"""
