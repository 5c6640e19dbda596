internal import CLeptonica
internal import CPoppler
internal import CTIFF
internal import Synchronization

/// What the decoding libraries complain about while they decode, which is often the only sign of a damaged
/// page: they return a picture all the same.
enum DecoderMessages {
    /// A few messages of one decoding.
    final class Log: Sendable {
        private let messages = Mutex<[String]>([])
        private static let limit = 20

        func note(_ message: String) {
            messages.withLock { if $0.count < Self.limit { $0.append(String(message.prefix(200))) } }
        }

        var first: String? { messages.withLock(\.first) }
        var all: [String] { messages.withLock { $0 } }
    }

    /// The log of the decoding that the current thread is at; the libraries report on the calling thread.
    @TaskLocal private static var current: Log?

    /// Does `work` and returns what the libraries complained about meanwhile.
    static func collecting(_ work: () -> Void) -> Log {
        _ = handlersAreSet
        let log = Log()
        $current.withValue(log, operation: work)
        return log
    }

    /// Sets the libraries' handlers once a process; nothing is printed from then on.
    private static let handlersAreSet: Bool = {
        _ = setMsgSeverity(l_int32(L_SEVERITY_NONE))
        // Leptonica sets the plain handlers of libtiff itself; the extended ones are called beside them.
        _ = TIFFSetErrorHandler(nil)
        _ = TIFFSetWarningHandler(nil)
        _ = TIFFSetErrorHandlerExt { _, _, format, arguments in
            DecoderMessages.current?.note(DecoderMessages.text(format, arguments))
        }
        _ = g_log_set_handler(
            "Poppler", GLogLevelFlags(rawValue: ~0),
            { _, _, message, _ in
                guard let message else { return }
                DecoderMessages.current?.note(String(cString: message))
            }, nil)
        return true
    }()

    private static func text(_ format: UnsafePointer<CChar>?, _ arguments: CVaListPointer?) -> String {
        guard let format, let arguments else { return "" }
        var buffer = [CChar](repeating: 0, count: 256)
        vsnprintf(&buffer, buffer.count, format, arguments)
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
