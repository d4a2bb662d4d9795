"""Why a file could not be read or written, in words for the person who named it."""

import errno
from pathlib import PurePath

from service.domain.errors import InvalidInputError, NemawashiError, RefusedError, worded
from service.domain.wording import Words

_REASONS = {
    errno.ENOENT: Words("ありません", "there is no such file or folder"),
    errno.EISDIR: Words("ファイルではなくフォルダーです", "it is a folder, not a file"),
    errno.ENOTDIR: Words("途中にフォルダーでないものがあります", "a part of the path is not a folder"),
    errno.EEXIST: Words("同じ名前のファイルがあります", "a file of that name is there already"),
    errno.EACCES: Words("許可がありません", "access is not permitted"),
    errno.EPERM: Words("許可がありません", "access is not permitted"),
    errno.EROFS: Words("書き込みできない場所です", "nothing can be written there"),
    errno.ENOSPC: Words("ディスクに空きがありません", "the disk is full"),
    errno.ENAMETOOLONG: Words("名前が長すぎます", "the name is too long"),
}


_NO_FILE = frozenset({errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG})


def reason(error: OSError) -> Words:
    """What the operating system said, in both languages; its own text where it is a rare one."""
    own = error.strerror or type(error).__name__
    return _REASONS.get(error.errno or 0, Words(own, own))


def unreadable(path: PurePath, error: OSError) -> NemawashiError:
    """Why a file cannot be read: InvalidInputError where no file is of that path, RefusedError where one is."""
    why = reason(error)
    kind = InvalidInputError if error.errno in _NO_FILE else RefusedError
    return worded(kind(f"{path} cannot be read: {why.en}."), f"{path} を読めません（{why.ja}）。")


def unwritable(path: PurePath, error: OSError) -> RefusedError:
    """The refusal of a place that cannot be written."""
    why = reason(error)
    return worded(RefusedError(f"{path} cannot be written: {why.en}."), f"{path} に書き込めません（{why.ja}）。")
