"""The verbs that PowerShell approves of in command names, by group, with their usual alias prefixes left out."""

from __future__ import annotations

VERBS_BY_GROUP = {
    "Common": (
        "Add Clear Close Copy Enter Exit Find Format Get Hide Join Lock Move New Open Optimize Pop Push Redo Remove "
        "Rename Reset Resize Search Select Set Show Skip Split Step Switch Undo Unlock Watch"
    ),
    "Communications": "Connect Disconnect Read Receive Send Write",
    "Data": (
        "Backup Checkpoint Compare Compress Convert ConvertFrom ConvertTo Dismount Edit Expand Export Group Import "
        "Initialize Limit Merge Mount Out Publish Restore Save Sync Unpublish Update"
    ),
    "Diagnostic": "Debug Measure Ping Repair Resolve Test Trace",
    "Lifecycle": (
        "Approve Assert Build Complete Confirm Deny Deploy Disable Enable Install Invoke Register Request Restart "
        "Resume Start Stop Submit Suspend Uninstall Unregister Wait"
    ),
    "Other": "Use",
    "Security": "Block Grant Protect Revoke Unblock Unprotect",
}

APPROVED_VERBS = frozenset(verb for group in VERBS_BY_GROUP.values() for verb in group.split())

_CHANGING_NOTHING = {
    "Common": (
        "Close Enter Exit Find Format Get Hide Join Open Pop Push Search Select Show Skip Split Step Switch Watch"
    ),
    "Communications": "Connect Disconnect Read Receive",
    "Data": "Compare Compress Convert ConvertFrom ConvertTo Expand Export Group Out",
    "Diagnostic": "Debug Measure Ping Resolve Test Trace",
    "Lifecycle": "Assert Wait",
    "Other": "Use",
}
CHANGING_VERBS = APPROVED_VERBS - {verb for group in _CHANGING_NOTHING.values() for verb in group.split()}
"""Those of commands that change something, so that people expect -WhatIf and -Confirm of them."""

# What people write instead, and the approved verb for it.
_INSTEAD = {
    "append": "Add",
    "ask": "Request",
    "build": "Build",
    "call": "Invoke",
    "cancel": "Stop",
    "change": "Set",
    "create": "New",
    "delete": "Remove",
    "download": "Receive",
    "execute": "Invoke",
    "fetch": "Get",
    "generate": "New",
    "launch": "Start",
    "list": "Get",
    "load": "Import",
    "make": "New",
    "modify": "Set",
    "post": "Send",
    "put": "Set",
    "query": "Get",
    "retrieve": "Get",
    "run": "Invoke",
    "store": "Save",
    "terminate": "Stop",
    "upload": "Send",
    "validate": "Test",
    "view": "Show",
}


def verb_of(command: str) -> str:
    """The verb of a command's name: what stands before its first dash, empty without one."""
    return command.partition("-")[0] if "-" in command else ""


# PowerShell's own commands with verbs that it approves of in no other name.
_EXCEPTIONS = frozenset(("foreach-object", "sort-object", "tee-object", "where-object"))
_LOWER = frozenset(verb.lower() for verb in APPROVED_VERBS)


def has_approved_verb(command: str) -> bool:
    """Whether PowerShell approves of the verb in a command's name; letter case does not matter."""
    return verb_of(command).lower() in _LOWER or command.lower() in _EXCEPTIONS


def suggestion(verb: str) -> str:
    """An approved verb for one that is not, empty when none is near."""
    known = _INSTEAD.get(verb.lower())
    if known:
        return known
    import difflib

    lower = {each.lower(): each for each in APPROVED_VERBS}
    near = difflib.get_close_matches(verb.lower(), sorted(lower), n=1, cutoff=0.75)
    return lower[near[0]] if near else ""
