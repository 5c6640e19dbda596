/// The data of a form whose own ink is dark in every channel, brown above all, and so passes for print.
public struct DataPrint: ~Copyable {
    /// The print without the form, paper near white, 8 bits.
    public let grey: Raster
    /// The same, 1 bit.
    public let binary: Raster
}

extension PreparedPage {
    /// The data printed over a form of dark ink, in which it stands free of the form's words and lines.
    ///
    /// - Returns: The data; nil where the page has no such form.
    /// - Throws: ``PreparationError`` when memory runs out.
    public func dataPrint() throws(PreparationError) -> DataPrint? {
        guard let data = picture.withoutDarkForm() else { return nil }
        guard let grey = data.evened(), let binary = grey.binarisedInk() else {
            throw .outOfMemory(step: "parting a form")
        }
        return DataPrint(grey: grey, binary: binary)
    }
}
