/// Classes of failures as people call them.
public enum FailureNames {
    /// The Chinese name of a class; empty for one that has none.
    public static func chinese(_ failureClass: String) -> String {
        if failureClass.hasPrefix("crash:") { return "识读进程崩溃" }
        return names[failureClass] ?? ""
    }

    /// What is wrong and what to do about it, in Chinese, by the class; empty for one that has none.
    public static func advice(_ failureClass: String) -> String {
        if failureClass.hasPrefix("crash:") {
            return "识读进程在此页异常终止，已重试仍失败：请以300 dpi重新扫描或另存后再提交。"
        }
        return advices[failureClass] ?? ""
    }

    private static let advices = [
        "not_image": "文件内容不是可识别的影像：请提交TIFF、JPEG、PNG或PDF。",
        "unsupported": "影像的编码方式不支持：请另存为PNG、JPEG、TIFF或PDF后再提交。",
        "corrupt": "文件损坏或不完整：请重新复制或重新扫描。",
        "encrypted": "文件设有密码：请去除密码后另存，或扫描纸质原件。",
        "too_large": "文件过大：请拆分后分别提交。",
        "too_many_pages": "页数过多：请拆分后分别提交。",
        "too_many_pixels": "页面像素过多：请按实际尺寸、以300 dpi重新扫描。",
        "too_few_pixels": "页面像素过少，无法识读：请以300 dpi重新扫描。",
        "empty": "文件为空：请重新复制或重新扫描。",
        "unreadable": "文件无法打开：请检查文件是否存在、是否有读取权限，或是否正被改写。",
        "loop": "文件的页面结构首尾相接，没有终点：请重新另存或重新扫描。",
        "timeout": "识读此页超过时限：请以300 dpi重新扫描或另存后再提交。",
        "oom": "识读此页所需内存超过上限：请以较小尺寸、300 dpi重新扫描。",
        "protocol": "识读进程未给出有效结果：请重新提交；若再次发生，请报告。",
        "recognition": "识读引擎处理此页失败：请以300 dpi重新扫描后再提交。",
        "no_pages": "封面之后没有任何页面：请补扫封面所载的各页。",
    ]

    private static let names = [
        "not_image": "不是影像", "unsupported": "格式不支持", "corrupt": "文件损坏", "encrypted": "已加密",
        "too_large": "文件过大",
        "too_many_pages": "页数过多", "too_many_pixels": "像素过多", "too_few_pixels": "像素过少", "empty": "空文件",
        "unreadable": "无法打开", "loop": "结构成环",
        "timeout": "超时", "oom": "内存不足", "protocol": "通信异常", "recognition": "识别失败", "no_pages": "封面后无页",
    ]
}
