/// Classes of failures as people call them.
public enum FailureNames {
    /// The Chinese name of a class; empty for one that has none.
    public static func chinese(_ failureClass: String) -> String {
        if failureClass.hasPrefix("crash:") { return "识读进程崩溃" }
        return names[failureClass] ?? ""
    }

    private static let names = [
        "not_image": "不是影像", "unsupported": "格式不支持", "corrupt": "文件损坏", "encrypted": "已加密",
        "too_large": "文件过大",
        "too_many_pages": "页数过多", "too_many_pixels": "像素过多", "too_few_pixels": "像素过少", "empty": "空文件",
        "unreadable": "无法打开", "loop": "结构成环",
        "timeout": "超时", "oom": "内存不足", "protocol": "通信异常", "recognition": "识别失败", "no_pages": "封面后无页",
    ]
}
