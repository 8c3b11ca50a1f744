using System.Text;
using System.Text.Unicode;

namespace Trading.Cli;

/// <summary>
/// Every file that a person names on the command line is read here, so that whatever is wrong with it is said in one
/// way: which file, what was expected, what to do. What the bytes mean, their own readers judge.
/// </summary>
public static class InputFile
{
    private const int MostNameBytes = 255;
    private const long MostTextBytes = 64 << 20;

    /// <summary>
    /// All bytes of a file; <paramref name="what"/> is what it should be, with its article ("a trust file"). An empty
    /// one is refused here, unless its reader has words of its own for that.
    /// </summary>
    public static byte[] Bytes(string path, string what, bool mayBeEmpty = false)
    {
        Check(path, what, mayBeEmpty);
        return File.ReadAllBytes(path);
    }

    /// <summary>
    /// The text of a file in UTF-8 without a byte order mark, as every text of the project is (docs/limits.md,
    /// "Files").
    /// </summary>
    public static string Text(string path, string what)
    {
        var length = Check(path, what);
        if (length > MostTextBytes)
            throw CommandException.Usage(
                $"{Shown(path)} has {SizeText.Print(length)}; {what} has at most {SizeText.Print(MostTextBytes)}.",
                "name the right file"
            );
        var bytes = File.ReadAllBytes(path);
        if (CodingOf(bytes) is { } coding)
            throw Coded(path, what, coding);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Opens a file that is read as a stream; its length comes with it.</summary>
    public static (FileStream Stream, long Length) Open(string path, string what)
    {
        Check(path, what);
        var stream = File.OpenRead(path);
        return (stream, stream.Length);
    }

    /// <summary>
    /// A path that is about to be written: its name holds, its folder is there, and it is no folder itself.
    /// </summary>
    public static string Target(string path, string what)
    {
        CheckName(path, what);
        if (Directory.Exists(path))
            throw CommandException.Usage(
                $"{Shown(path)} is a folder; the name of a file to write is expected.",
                $"name a file in it, such as {Shown(Path.Combine(path, "FILE"))}"
            );
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Directory.Exists(folder)
            ? path
            : throw CommandException.Usage(
                $"The folder {Shown(folder)} does not exist; {what} was to be written there.",
                "make the folder first, or name another"
            );
    }

    /// <summary>What a text's first bytes say that it is instead of plain UTF-8, or null.</summary>
    public static string? CodingOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? "begins with a byte order mark (BOM), which some editors add"
        : bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)
            ? "is UTF-16"
        : !Utf8.IsValid(bytes) ? "is not UTF-8; it may be GBK"
        : null;

    /// <summary>The refusal of a text in another coding.</summary>
    public static CommandException Coded(string path, string what, string coding) =>
        new(
            ExitCode.Usage,
            $"{Shown(path)} {coding}; {what} is UTF-8 without a byte order mark.",
            "spec:limits",
            "save it as UTF-8 without BOM and say the command again"
        );

    /// <summary>A path as a terminal may see it: what stands in a name cannot steer it.</summary>
    public static string Shown(string path) => ScreenText.Clean(path);

    private static long Check(string path, string what, bool mayBeEmpty = false)
    {
        CheckName(path, what);
        if (Directory.Exists(path))
            throw CommandException.Usage($"{Shown(path)} is a folder; {what} is expected.", "name a file");
        if (!File.Exists(path))
            throw CommandException.Usage(
                $"{Shown(path)} does not exist, or may not be seen; {what} is expected.",
                "check the name and the folder's rights"
            );
        var length = new FileInfo(path).Length;
        // A pipe (/dev/fd/63) has no length; what comes of it, its reader judges.
        if (length == 0 && !mayBeEmpty && !path.StartsWith("/dev/", StringComparison.Ordinal))
            throw CommandException.Usage(
                $"{Shown(path)} is empty (0 bytes); {what} is expected.",
                "name the right file, or make it again"
            );
        return length;
    }

    // .NET shows bytes that are no UTF-8 as U+FFFD, and then no such file is there: the reason is the name, not the
    // file.
    private static void CheckName(string path, string what)
    {
        var problem =
            path.Length == 0 ? "is empty"
            : path.Any(char.IsControl) ? "holds a control character"
            : path.Contains('\uFFFD', StringComparison.Ordinal) && !File.Exists(path) ? "is not UTF-8"
            : path.Split('/', '\\').Any(part => Encoding.UTF8.GetByteCount(part) > MostNameBytes)
                ? $"is longer than {MostNameBytes} bytes"
            : null;
        if (problem is not null)
            throw CommandException.Usage(
                $"The file name \"{Shown(path)}\" {problem}; {what} is expected.",
                "rename the file: letters, digits and signs in UTF-8, at most 255 bytes"
            );
    }
}
