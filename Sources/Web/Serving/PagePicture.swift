import Archive
import Extraction
import Foundation
import HTTPTypes
import Hummingbird
import Layout
import Review
import Slips

extension WebService {
    /// A page's picture, which this program made; that it is looked at is on the disk before it is sent.
    ///
    /// Whoever has given no reason to see personal data gets it with the print that names a person covered.
    func picture(_ request: Request, _ context: WebContext, _ session: Session) async throws -> Response {
        let slip = try await archive.slip(try Self.id(context))
        let isDisclosed = await disclosures.isDisclosed(slip.id, to: session, at: clock().seconds)
        guard let number = Int(context.parameters.get("number") ?? ""),
            let page = slip.reviews.last?.pages.first(where: { $0.number == number })
        else { throw WebFailure.notFound }
        var bytes = try await archive.content(of: page.raster)
        if !isDisclosed {
            let review = try slip.review.decoded(as: SlipReview.self)
            guard review.canBeCovered else { throw WebFailure.forbidden }
            let layout = try JSONDecoder().decode(
                PageLayout.self, from: Data(try await archive.content(of: page.layout)))
            let boxes = review.personalPrint(on: layout, number: number)
            if !boxes.isEmpty { bytes = try await covering(boxes, bytes) }
        }
        try await archive.record(
            ArchiveEvent.Access(
                by: session.account.name, act: .picture, slip: slip.id, from: context.address,
                detail: isDisclosed ? "page \(number)" : "page \(number), personal data covered"))
        return .picture(bytes)
    }
}

extension SlipReview {
    /// Whether a picture can be shown with the patient's name covered: its place is known, or the slip has none.
    ///
    /// Till slips of pharmacies and blank pages name nobody; of every other slip it is not known whether it does
    /// where no name was found.
    var canBeCovered: Bool {
        !kind.printedFields.contains(.patient) || (fields[SlipField.patient.rawValue]?.place?.width ?? 0) > 0
    }

    /// Where a page names a person.
    ///
    /// - Parameters:
    ///   - layout: What was read of the page.
    ///   - number: The page, from 1.
    /// - Returns: Boxes in pixels of the page.
    func personalPrint(on layout: PageLayout, number: Int) -> [Box] {
        let readings = PersonalPrint.fields.compactMap { fields[$0.rawValue] }
        let places = readings.compactMap(\.place).filter { $0.page == number }.map { place in
            Box(x: place.x, y: place.y, width: place.width, height: place.height)
                .grown(dx: layout.emHeight / 4, dy: layout.emHeight / 4)
        }
        let values = readings.flatMap { [$0.value, $0.raw].compactMap(\.self) }
        return places + PersonalPrint.boxes(on: layout, values: values)
    }
}
