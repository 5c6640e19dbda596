internal import Foundation
public import Imaging
internal import Subprocess
internal import SystemPackage

/// Has one picture drawn over in a process of its own, which is limited like a worker: what decodes a picture of a
/// page is never the process that the user started.
public enum DrawingProcess {
    /// What the head of the request says.
    private struct Request: Codable {
        /// How many of the frame's bytes are the order; the picture follows.
        var orderBytes: Int
        /// The page of the picture's file, from 1.
        var page: Int
    }

    /// What the head of the reply says; the drawing as PNG is the frame's content.
    private struct Reply: Codable {
        /// Why there is no drawing; nil where there is one.
        var failure: String?
    }

    /// Why there is no drawing.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        public let reason: String

        public var description: String { "the page could not be drawn: \(reason)" }
    }

    /// Draws what is ordered on standard input, and ends; limits itself first.
    ///
    /// - Parameter draw: Gets the order and the decoded picture; gives the drawing.
    /// - Throws: What breaks the protocol; what `draw` throws goes to the process that asked.
    public static func serve(_ draw: ([UInt8], consuming Raster) throws -> Raster) throws {
        WorkerLimits.setForLife()
        WorkerLimits.setForNextPage()
        // What a system lacks is said of its workers.
        _ = Confinement.enter(reading: [])
        var channel = WorkerChannel(endsWithSupervisor: false)
        guard let frame = try channel.nextFrame() else { return }
        let reply: Frame
        do {
            let request = try frame.message(Request.self)
            let order = request.orderBytes
            let picture = try SourceDocument(bytes: Array(frame.content.dropFirst(order))).page(request.page)
            let drawing = try draw(Array(frame.content.prefix(order)), picture)
            reply = try Frame(Reply(), content: try drawing.pngBytes())
        } catch {
            reply = try Frame(Reply(failure: "\(error)"))
        }
        channel.send(reply)
    }

    /// Has a picture drawn over.
    ///
    /// - Parameters:
    ///   - command: How the process that calls ``serve(_:)`` is started.
    ///   - order: What to draw.
    ///   - picture: The file with the picture to draw it over.
    ///   - page: The page of that file, from 1.
    /// - Returns: The drawing as PNG.
    /// - Throws: ``Failure``.
    public static func drawing(
        by command: WorkerLaunch, order: [UInt8], picture: [UInt8], page: Int = 1
    ) async throws(Failure) -> [UInt8] {
        let reply: Frame?
        do {
            let request = try Frame(
                Request(orderBytes: order.count, page: page), content: order + picture)
            let result = try await Subprocess.run(
                .path(FilePath(command.executable)), arguments: Arguments(command.arguments),
                environment: .inherit.updating(WorkerLaunch.environment),
                input: .array(request.prefixAndHead + request.content),
                output: .bytes(limit: Frame.contentLimit), error: .discarded)
            var parser = FrameParser()
            parser.append(result.standardOutput)
            reply = try parser.next()
        } catch {
            throw Failure(reason: "\(error)")
        }
        guard let reply, let outcome = try? reply.message(Reply.self) else {
            throw Failure(reason: "the process that draws was ended by its limits: scan the page at 300 dpi")
        }
        if let failure = outcome.failure { throw Failure(reason: failure) }
        return reply.content
    }
}
