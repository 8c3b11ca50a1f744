namespace Trading.Cli;

/// <summary>
/// What is said of a file that cannot be used: what is wrong with it, and what to do. In English for every command, in
/// Chinese where one is asked to speak it.
/// </summary>
public sealed class FileWords(bool isChinese)
{
    public static FileWords English { get; } = new(isChinese: false);

    public static FileWords Chinese { get; } = new(isChinese: true);

    public CommandException IsFolder(string path, string what) =>
        Usage(
            ($"{path} is a folder; {what} is expected.", $"{path} 是文件夹，这里需要{what}。"),
            ("name a file", "请指明一个文件")
        );

    public CommandException IsMissing(string path, string what) =>
        Usage(
            (
                $"{path} does not exist, or may not be seen; {what} is expected.",
                $"{path} 不存在，或无权查看；这里需要{what}。"
            ),
            ("check the name and the folder's rights", "请核对文件名和文件夹的权限")
        );

    public CommandException IsEmpty(string path, string what) =>
        Usage(
            ($"{path} is empty (0 bytes); {what} is expected.", $"{path} 是空文件（0 字节），这里需要{what}。"),
            ("name the right file, or make it again", "请指明正确的文件，或重新生成")
        );

    public CommandException IsTooLong(string path, string what, string size, string most) =>
        Usage(
            ($"{path} has {size}; {what} has at most {most}.", $"{path} 有 {size}，{what}至多 {most}。"),
            ("name the right file", "请指明正确的文件")
        );

    public CommandException TargetIsFolder(string path, string example) =>
        Usage(
            (
                $"{path} is a folder; the name of a file to write is expected.",
                $"{path} 是文件夹，这里需要要写入的文件名。"
            ),
            ($"name a file in it, such as {example}", $"请写其中的文件名，例如 {example}")
        );

    public CommandException HasNoFolder(string folder, string what) =>
        Usage(
            (
                $"The folder {folder} does not exist; {what} was to be written there.",
                $"文件夹 {folder} 不存在，无法在其中写入{what}。"
            ),
            ("make the folder first, or name another", "请先建立该文件夹，或另选一个")
        );

    public CommandException IsCoded(string path, string what, FileCoding coding) =>
        new(
            ExitCode.Usage,
            Say(
                $"{path} {EnglishOf(coding)}; {what} is UTF-8 without a byte order mark.",
                $"{path} {ChineseOf(coding)}；{what}须为不带 BOM 的 UTF-8。"
            ),
            "spec:limits",
            Say("save it as UTF-8 without BOM and say the command again", "请另存为不带 BOM 的 UTF-8，再执行一次命令")
        );

    public CommandException IsBadName(string path, string what, FileName problem) =>
        Usage(
            (
                $"The file name \"{path}\" {EnglishOf(problem)}; {what} is expected.",
                $"文件名“{path}”{ChineseOf(problem)}；这里需要{what}。"
            ),
            (
                "rename the file: letters, digits and signs in UTF-8, at most 255 bytes",
                "请改文件名：UTF-8 的文字、数字和符号，至多 255 字节"
            )
        );

    /// <summary>
    /// The system does not let this person read or write there; <paramref name="said"/> is its sentence.
    /// </summary>
    public CommandException IsForbidden(string path, string said) =>
        Usage(
            (said, $"{path} 无权读写。"),
            ("ask for the right to read or write there, or name another place", "请取得该处的读写权限，或另选一处")
        );

    /// <summary>Reading or writing broke off; <paramref name="said"/> is the system's sentence.</summary>
    public CommandException IsBroken(string path, string said) =>
        Usage(
            (said, $"{path} 读写失败。"),
            ("check the name, the folder and the room on the disk", "请核对文件名、文件夹和磁盘空间")
        );

    private static string EnglishOf(FileCoding coding) =>
        coding switch
        {
            FileCoding.ByteOrderMark => "begins with a byte order mark (BOM), which some editors add",
            FileCoding.Utf16 => "is UTF-16",
            _ => "is not UTF-8; it may be GBK",
        };

    private static string ChineseOf(FileCoding coding) =>
        coding switch
        {
            FileCoding.ByteOrderMark => "开头有字节顺序标记（BOM），某些编辑器会加上",
            FileCoding.Utf16 => "是 UTF-16 编码",
            _ => "不是 UTF-8 编码，可能是 GBK",
        };

    private static string EnglishOf(FileName problem) =>
        problem switch
        {
            FileName.Empty => "is empty",
            FileName.Control => "holds a control character",
            FileName.NotUtf8 => "is not UTF-8",
            _ => $"is longer than {InputFile.MostNameBytes} bytes",
        };

    private static string ChineseOf(FileName problem) =>
        problem switch
        {
            FileName.Empty => "是空的",
            FileName.Control => "含有控制字符",
            FileName.NotUtf8 => "不是 UTF-8",
            _ => $"超过 {InputFile.MostNameBytes} 字节",
        };

    private CommandException Usage((string English, string Chinese) what, (string English, string Chinese) next) =>
        CommandException.Usage(Say(what.English, what.Chinese), Say(next.English, next.Chinese));

    private string Say(string english, string chinese) => isChinese ? chinese : english;
}

/// <summary>What a text is written in instead of plain UTF-8.</summary>
public enum FileCoding
{
    ByteOrderMark,
    Utf16,
    Other,
}

/// <summary>Why a name cannot be a file's.</summary>
public enum FileName
{
    Empty,
    Control,
    NotUtf8,
    TooLong,
}
