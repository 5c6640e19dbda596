import Archive
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Processing
import SQLiteArchive
import Testing

@testable import Web

@Suite struct `Handing in on the web page` {
    private func upload(
        _ browser: Browser, _ name: String, _ content: String
    ) async throws -> TestResponse {
        let body = """
            --x\r
            Content-Disposition: form-data; name="csrf"\r
            \r
            \(browser.csrf)\r
            --x\r
            Content-Disposition: form-data; name="files"; filename="\(name)"\r
            \r
            \(content)\r
            --x--\r

            """
        return try await browser.send(
            .post, "/upload", body: body, type: "multipart/form-data; boundary=x")
    }

    @Test func `goes on when the page is left, and tells what became of it`() async throws {
        let site = try await Site()
        try await site.run { client in
            let browser = try await Browser(client, as: "operator")
            let sent = try await upload(browser, "<b>.txt", "no picture")
            #expect(sent.status == .seeOther && sent.headers[.location] == "/upload")
            let job = try #require(await site.service.intake.jobs(of: "operator").first)
            let done = try #require(await site.service.intake.finished(job.number))
            #expect(done.source == "web:operator/<b>.txt" && !done.isOpen)
            let page = try await browser.get("/upload").text
            #expect(page.contains("web:operator/&lt;b&gt;.txt") && page.contains("未能识读，已入"))
            #expect(!page.contains("http-equiv=\"refresh\""))
            // Others do not see it.
            let clerk = try await Browser(client, as: "clerk")
            #expect(try await !clerk.get("/upload").text.contains("web:operator"))
            #expect(try await clerk.api(.get, "/api/v1/intake").text == #"{"jobs":[]}"#)
            #expect(try await browser.api(.get, "/api/v1/intake").text.contains("\"state\":\"done\""))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(site.folder)/uploads").isEmpty)
    }

    @Test func `is gone on with after a stop, but not with what was recorded already`() async throws {
        let site = try await Site()
        struct Stopped: Error {}
        let uploads = "\(site.folder)/waiting"
        let stopped = IntakeDesk(folder: uploads, archive: site.archive, catalog: "c") { _, _, _ in
            throw Stopped()
        }
        let files = ["a.jpg", "b.jpg"].map { UploadedFile(name: $0, bytes: Array($0.utf8)) }
        for number in try await stopped.take(files, by: "zhang") {
            guard case .failed? = await stopped.finished(number)?.state else {
                Issue.record("it is no failure")
                return
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: uploads).count == 2)
        // The second was recorded before its copy could be removed.
        let original = try await site.archive.keep(Array("b.jpg".utf8))
        try await site.archive.quarantine(
            QuarantinedInput(
                source: "web:zhang/b.jpg", failureClass: "not_image", reason: "it is no picture", attempts: 1,
                original: original))
        let next = IntakeDesk(folder: uploads, archive: site.archive, catalog: "c") { input, _, _ in
            #expect(FileManager.default.contents(atPath: input.path) == Data("a.jpg".utf8))
            return SlipReport(of: input, outcome: .busy, pages: 1)
        }
        await next.resume()
        let jobs = await next.jobs(of: "zhang")
        #expect(jobs.map(\.source) == ["web:zhang/a.jpg"])
        _ = await next.finished(jobs[0].number)
        // Bytes that another run has in work are kept until it is known what came of them.
        #expect(try FileManager.default.contentsOfDirectory(atPath: uploads).count == 1)
        #expect(try await site.archive.batches().map(\.ended) == [nil], "one of its files waits still")
    }

    @Test func `what is handed in at once is a batch whose files end once each, also after a stop`()
        async throws
    {
        let site = try await Site()
        let uploads = "\(site.folder)/batch"
        // Ends like a processor: the file's ending is recorded with what came of it.
        @Sendable func quarantine(_ input: ProcessingInput, _ batch: Int64?) async throws -> SlipReport {
            let original = try await site.archive.keep(fileAt: input.path)
            let failed = QuarantinedInput(
                source: input.source, failureClass: "corrupt", reason: "cut off", attempts: 1,
                original: original)
            try await site.archive.quarantine(
                [failed],
                ending: batch.map {
                    InputEnding(
                        batch: $0, source: input.source, original: original, outcome: .quarantined,
                        pages: PageCounts(quarantined: 1))
                })
            return SlipReport(of: input, outcome: .quarantined([]), pages: 1)
        }
        let desk = IntakeDesk(folder: uploads, archive: site.archive, catalog: "c") { input, _, batch in
            try await quarantine(input, batch)
        }
        let files = ["a", "a", "b"].map { UploadedFile(name: "\($0).jpg", bytes: Array($0.utf8)) }
        for number in try await desk.take(files, by: "zhang") { _ = await desk.finished(number) }
        let batch = try #require(try await site.archive.batches().first)
        #expect(batch.ended != nil && batch.totals.quarantined == 3)
        #expect(batch.plan.paths.first?.hasPrefix("web:zhang/") == true)
        #expect(
            try await site.archive.endings(in: batch.number).map(\.source)
                == ["web:zhang/a.jpg", "web:zhang/a.jpg (2)", "web:zhang/b.jpg"])
        // A server that was killed before it could end the batch, and one that could not process the file.
        struct Stopped: Error {}
        let stopped = IntakeDesk(folder: uploads, archive: site.archive, catalog: "c") { _, _, _ in
            throw Stopped()
        }
        let file = UploadedFile(name: "c.jpg", bytes: Array("c".utf8))
        let number = try await stopped.take([file], by: "zhang")[0]
        _ = await stopped.finished(number)
        _ = try await site.archive.begin(BatchPlan(paths: ["web:li/1"], again: false, catalog: "c"))
        #expect(try await site.archive.batches().filter { $0.ended == nil }.count == 2)
        let next = IntakeDesk(folder: uploads, archive: site.archive, catalog: "c") { input, _, batch in
            try await quarantine(input, batch)
        }
        await next.resume()
        for job in await next.jobs(of: "zhang") { _ = await next.finished(job.number) }
        #expect(try await site.archive.batches().allSatisfy { $0.ended != nil })
        #expect(try await site.archive.batches().map(\.totals.quarantined).sorted() == [0, 1, 3])
        // What is tried again is one, too.
        let entry = try #require(try await site.archive.quarantined(source: "web:zhang/b.jpg").first)
        _ = try await next.retry(
            entry.number, ProcessingInput(handedIn: entry.input.source, at: "\(site.folder)/archive.sqlite"))
        #expect(try await site.archive.batches().first?.plan.paths == ["web:quarantine/\(entry.number)"])
        #expect(try await site.archive.batches().first?.ended != nil)
    }

    @Test func `shows batches and quarantine with small pictures`() async throws {
        let site = try await Site()
        let original = try await site.archive.keep(Array("page".utf8))
        let batch = try await site.archive.begin(BatchPlan(paths: ["in/<x>"], again: false, catalog: "c"))
        let ending = InputEnding(
            batch: batch.number, source: "in/<x>/a.jpg", original: original, outcome: .quarantined,
            pages: PageCounts(quarantined: 1))
        try await site.archive.quarantine(
            [
                QuarantinedInput(
                    source: "in/<x>/a.jpg", page: 2, failureClass: "crash:SIGSEGV", reason: "it crashed",
                    attempts: 2, original: original)
            ], ending: ending)
        try await site.run { client in
            let browser = try await Browser(client, as: "operator")
            let picture = "/originals/\(original.hex)/pages/2/thumbnail"
            let list = try await browser.get("/quarantine").text
            #expect(list.contains(picture) && list.contains("in/&lt;x&gt;/a.jpg"))
            // What to do stands there in the reader's language, with what was recorded.
            #expect(list.contains("请以300 dpi重新扫描") && list.contains("lang=\"en\">it crashed"))
            #expect(try await browser.get(picture).text == "page 2")
            #expect(try await browser.api(.get, "/api/v1\(picture)").headers[.contentType] == "image/png")
            #expect(try await browser.get("/batches").text.contains("/batches/\(batch.number)"))
            let page = try await browser.get("/batches/\(batch.number)").text
            #expect(page.contains("in/&lt;x&gt;/a.jpg") && page.contains("未完成"))
            for missing in ["/batches/999", "/batches/x", "/originals/x/pages/1/thumbnail"] {
                #expect(try await browser.get(missing).status == .notFound, "\(missing)")
            }
            let number = try #require(try await site.archive.quarantined(source: nil).first?.number)
            #expect(
                try await browser.api(.post, "/api/v1/quarantine/\(number)/retry").text.contains("not_image"))
            #expect(
                try await browser.post("/quarantine/retry", ["number": "999"]).status == .notFound)
            #expect(try await browser.get("/queue").status == .forbidden)
        }
    }
}
