"""Scales pictures of lines as Tesseract does before it reads them."""

import ctypes

import numpy

_library = ctypes.CDLL("liblept.so.5")
for _name in ("pixReadMem", "pixScale", "pixConvertTo8"):
    getattr(_library, _name).restype = ctypes.c_void_p
_library.pixGetData.restype = ctypes.POINTER(ctypes.c_uint32)
_library.pixScale.argtypes = [ctypes.c_void_p, ctypes.c_float, ctypes.c_float]


def _freed(pix):
    holder = ctypes.c_void_p(pix)
    _library.pixDestroy(ctypes.byref(holder))


def scaled(png, height=48):
    """The picture in `png`, `height` pixels high, as bytes of grey."""
    pix = _library.pixReadMem(png, ctypes.c_size_t(len(png)))
    factor = height / _library.pixGetHeight(ctypes.c_void_p(pix))
    small = _library.pixScale(pix, factor, factor)
    grey = _library.pixConvertTo8(ctypes.c_void_p(small), 0)
    holder = ctypes.c_void_p(grey)
    words = _library.pixGetWpl(holder)
    rows, columns = _library.pixGetHeight(holder), _library.pixGetWidth(holder)
    data = numpy.ctypeslib.as_array(_library.pixGetData(holder), (rows, words)).copy()
    for each in (pix, small, grey):
        _freed(each)
    result = data.byteswap().view(numpy.uint8)[:, :columns]
    if rows < height:
        result = numpy.pad(result, ((0, height - rows), (0, 0)), mode="edge")
    return numpy.ascontiguousarray(result[:height])


def black_and_white(picture):
    """Levels of black and white, which Tesseract takes from the extremes of the middle row."""
    row = picture[picture.shape[0] // 2].astype(int)
    if len(row) < 3:
        return 0, 255
    before, here, after = row[:-2], row[1:-1], row[2:]
    low = here[((here < before) & (here <= after)) | ((here <= before) & (here < after))]
    high = here[((here > before) & (here >= after)) | ((here >= before) & (here > after))]
    black = numpy.percentile(low, 25) if len(low) else 0
    white = numpy.percentile(high, 75) if len(high) else 255
    return black, white


def normalised(picture):
    """Grey as the network takes it: black -1, white 1."""
    black, white = black_and_white(picture)
    contrast = (white - black) / 2
    if contrast <= 0:
        contrast = 1
    return ((picture - black) / contrast - 1).astype(numpy.float32).clip(-1, 1)
