internal import Archive
internal import Foundation
internal import Layout
internal import Slips

extension ReadPicture {
    /// The picture's layout.
    ///
    /// - Throws: ``PageFailure`` of class `protocol`, laid to the page of this number.
    func decodedLayout(page number: Int) throws(PageFailure) -> PageLayout {
        do {
            return try JSONDecoder().decode(PageLayout.self, from: Data(layout))
        } catch {
            throw PageFailure(
                failureClass: "protocol", page: number, reason: "the worker's reading has no sense: \(error)")
        }
    }

    /// The picture as a page of a slip.
    ///
    /// - Parameters:
    ///   - number: The page's number in the slip, from 1.
    ///   - raster: The digest of its raster.
    /// - Returns: The page without its content.
    func slipPage(number: Int, raster: ContentDigest) -> SlipPage {
        SlipPage(
            number: number, width: width, height: height, dpi: dpi, rotation: rotation, skew: skew,
            sha256: raster.hex)
    }
}
