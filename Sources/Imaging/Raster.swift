package import CLeptonica

/// An image in memory that has exactly one owner; freed when the owner goes.
///
/// Only two forms exist: grey or colour at 8 bits a channel, and black and white at 1 bit (1 is black).
/// `@unchecked Sendable` holds because the pixels have one owner: the type cannot be copied, its pointer never
/// leaves the module unowned, and no Leptonica reference count is shared between two rasters.
public struct Raster: ~Copyable, @unchecked Sendable {
    /// Leptonica's image; never null.
    package let pix: UnsafeMutablePointer<Pix>

    /// Takes over an image; nil for null.
    package init?(owning pix: UnsafeMutablePointer<Pix>?) {
        guard let pix else { return nil }
        self.pix = pix
    }

    deinit {
        var doomed: UnsafeMutablePointer<Pix>? = pix
        pixDestroy(&doomed)
    }

    /// In pixels.
    public var width: Int { Int(pixGetWidth(pix)) }
    /// In pixels.
    public var height: Int { Int(pixGetHeight(pix)) }
    /// Bits a pixel: 1, 8 or 32.
    public var depth: Int { Int(pixGetDepth(pix)) }
    /// Dots per inch as declared by the file; 0 when it says nothing.
    public var declaredResolution: Int { Int(pixGetXRes(pix)) }
    /// Whether it has three colour channels.
    public var isColour: Bool { depth == 32 }
}
