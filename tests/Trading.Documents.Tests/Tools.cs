using System.Diagnostics;
using System.Text;

namespace Trading.Documents.Tests;

/// <summary>The real readers: qpdf and poppler judge what the writer writes.</summary>
internal static class Tools
{
    private static readonly Lazy<Fonts> Family = new(() => new Fonts(Font("400"), Font("700"), Further));

    public static Fonts Fonts => Family.Value;

    public static byte[] Font(string weight) => Resource($"NotoSansSC-{weight}.ttf");

    /// <summary>The further font, for letters that the family lacks.</summary>
    public static byte[] Further() => Resource("HanaMinB.ttf");

    private static byte[] Resource(string name)
    {
        using var stream = typeof(Tools).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static byte[] Write(params Block[] blocks) => PdfWriter.Write(new Document("样本", "zh-CN", blocks), Fonts);

    /// <summary>The archival form of these blocks.</summary>
    public static byte[] WriteArchival(params Block[] blocks) =>
        PdfWriter.Write(new Document("样本", "zh-CN", blocks) { IsArchival = true }, Fonts);

    /// <summary>The text layer as a reader copies it.</summary>
    public static string Text(byte[] pdf, params string[] options)
    {
        var (exit, output) = Run("pdftotext", pdf, [.. options, "-enc", "UTF-8", "FILE", "-"]);
        Assert.Equal(0, exit);
        return output;
    }

    /// <summary>The text of each page.</summary>
    public static string[] Pages(byte[] pdf) => Text(pdf, "-layout").Split('\f')[..^1];

    /// <summary>Without white space, so that broken lines compare.</summary>
    public static string Dense(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    public static void AssertSound(byte[] pdf)
    {
        var (exit, output) = Run("qpdf", pdf, ["--check", "FILE"]);
        Assert.True(exit == 0 && !output.Contains("WARNING", StringComparison.Ordinal), output);
    }

    public static (int Exit, string Output) Run(
        string tool,
        byte[] pdf,
        string[] arguments,
        IReadOnlyDictionary<string, string>? files = null
    )
    {
        var folder = Directory.CreateTempSubdirectory("trading-pdf-");
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "file.pdf"), pdf);
            foreach (var (name, content) in files ?? new Dictionary<string, string>())
                File.WriteAllText(Path.Combine(folder.FullName, name), content);
            var start = new ProcessStartInfo(tool, arguments.Select(a => a == "FILE" ? "file.pdf" : a))
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.Result);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
