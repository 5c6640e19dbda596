import Foundation
import Imaging
import Layout
import Review
import Slips
import Testing

extension `Slipway, end to end` {
    @Suite struct `Reading one page` {
        /// What `--format json` writes.
        private struct Document: Decodable {
            var layout: PageLayout
            var review: SlipReview
        }

        @Test func `gives the layout and the review, and draws both halves of the overlay`() async throws {
            let folder = try TemporaryFolder()
            let picture = "\(folder.path)/overlay.png"
            let outcome = try await SlipwayProgram.run([
                "read", "samples/pharmacy-slip.jpg", "--format", "json", "--overlay", picture,
            ])
            #expect(outcome.status == 0, "\(outcome.standardError)")
            let document = try JSONDecoder().decode(
                Document.self, from: Data(outcome.standardOutput.utf8))
            #expect(document.review.items.count == 4)
            #expect(document.review.pages.first?.width == document.layout.width)
            let drawing = try SourceDocument(path: picture).page(1)
            #expect(drawing.width > 2 * document.layout.width)
            #expect(drawing.height > document.layout.height)
        }

        @Test func `says in words what was read and what is to be checked`() async throws {
            let outcome = try await SlipwayProgram.run([
                "read", "samples/two-page-list-out-of-catalog.tif", "--page", "2",
            ])
            #expect(outcome.status == 0, "\(outcome.standardError)")
            for part in ["page 2 of 2", "费用清单 fee list", "项目 Items: ", "需核对 To be checked: "] {
                #expect(outcome.standardOutput.contains(part), "\(outcome.standardOutput)")
            }
        }

        @Test func `names the file and the page that it does not have`() async throws {
            let outcome = try await SlipwayProgram.run(["read", "samples/ruled-fee-list.png", "--page", "3"])
            #expect(outcome.status == 1)
            #expect(outcome.standardOutput == "")
            #expect(
                outcome.standardError
                    == "slipway: samples/ruled-fee-list.png: page 3: there is no such page: the file has 1 [corrupt]\n"
            )
        }

        @Test func `names a file that is no picture, and one that the drawing cannot be written to`()
            async throws
        {
            let text = try await SlipwayProgram.run(["read", "Package.swift"])
            #expect(text.status == 1)
            #expect(text.standardError.contains("Package.swift: the file holds text"))
            let folder = try TemporaryFolder()
            let unwritten = try await SlipwayProgram.run([
                "read", "samples/pharmacy-slip.jpg", "--overlay", "\(folder.path)/none/overlay.png",
            ])
            #expect(unwritten.status == 1)
            #expect(unwritten.standardError.contains("\(folder.path)/none/overlay.png"))
        }
    }
}
