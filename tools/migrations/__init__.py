"""The schema of members' data, one file a change; `HEAD` names the newest."""

HEAD = "0008"
