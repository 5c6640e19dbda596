import Archive
import Foundation
import GRDB
import SQLiteArchive
import Testing

@Suite struct `A run that is killed` {
    /// Microseconds from opening the archive to the kill: from before the first slip to amid the many.
    @Test(arguments: [500, 9_000, 23_000, 61_000])
    func `leaves whole slips or none, and the next run completes the rest`(delay: UInt32) async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/archive"
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, delay = delay as UInt32] in
            let archive = try SQLiteArchive(at: path, for: .writing)
            Thread.detachNewThread {
                usleep(delay)
                kill(getpid(), SIGKILL)
            }
            var number = 0
            while true {
                try await MadeSlip(content: "\(number % 30)", pageCount: 2).store(in: archive)
                number += 1
            }
        }
        // A reader comes first: it must roll back what the killed run left in its journal.
        let reader = try SQLiteArchive(at: path, for: .reading)
        let hits = try await reader.search(SearchQuery(words: "血糖"), after: nil, limit: 50).hits
        let left = try await reader.search(SearchQuery(), after: nil, limit: 50).hits
        #expect(hits.map(\.summary.id) == left.map(\.summary.id))
        let archive = try SQLiteArchive(at: path, for: .writing)
        for number in 0..<30 { try await MadeSlip(content: "\(number)", pageCount: 2).store(in: archive) }
        for number in 0..<30 {
            let slip = try await archive.slip(MadeSlip(content: "\(number)").original.hex)
            #expect(slip.reviews.count == 1)
            for page in slip.reviews[0].pages {
                #expect(try await archive.content(of: page.raster).count > 0)
            }
            #expect(slip.reviews[0].pages.count == 2)
        }
        #expect(try await archive.search(SearchQuery(), after: nil, limit: 50).hits.count == 30)
        let integrity = try await DatabaseQueue(path: "\(path)/archive.sqlite").read { db in
            try String.fetchAll(db, sql: "PRAGMA integrity_check")
                + Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { "\($0)" }
        }
        #expect(integrity == ["ok"])
    }
}
