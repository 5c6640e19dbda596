internal import Foundation
internal import Glibc

/// A worker's end of the pipes to its supervisor.
struct WorkerChannel: ~Copyable {
    private let input: CInt = 0
    private let output: CInt
    private var parser = FrameParser()

    /// Takes standard input and output for the protocol alone.
    ///
    /// What a C library prints to standard output goes to standard error from then on.
    ///
    /// - Parameter endsWithSupervisor: Whether the process ends as soon as the other end of its input is closed.
    init(endsWithSupervisor: Bool = true) {
        output = dup(1)
        dup2(2, 1)
        if endsWithSupervisor { Self.endWithSupervisor() }
    }

    /// Ends the process as soon as the supervisor is gone, even in the midst of a page.
    private static func endWithSupervisor() {
        Thread.detachNewThread {
            // No events are asked for: only the other end's closing is reported.
            var end = pollfd(fd: 0, events: 0, revents: 0)
            while true {
                let count = poll(&end, 1, -1)
                if count > 0, end.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { _exit(0) }
            }
        }
    }

    /// The next request; nil when the supervisor has closed the pipe.
    mutating func nextRequest() throws -> WorkerRequest? {
        try nextFrame()?.message(WorkerRequest.self)
    }

    /// The next frame; nil when the supervisor has closed the pipe.
    mutating func nextFrame() throws -> Frame? {
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if let frame = try parser.next() { return frame }
            let got = read(input, &piece, piece.count)
            if got == 0 { return nil }
            if got > 0 {
                parser.append(piece.prefix(got))
            } else if errno != EINTR {
                return nil
            }
        }
    }

    func send(_ reply: WorkerReply, content: [UInt8] = []) throws {
        send(try Frame(reply, content: content))
    }

    func send(_ frame: Frame) {
        write(frame.prefixAndHead)
        write(frame.content)
    }

    private func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let written = Glibc.write(
                    output, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written >= 0 {
                    rest = rest.dropFirst(written)
                } else if errno != EINTR {
                    // Nobody is left to read.
                    _exit(0)
                }
            }
        }
    }
}
