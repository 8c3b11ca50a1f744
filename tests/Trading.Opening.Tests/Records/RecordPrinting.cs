using System.Diagnostics;
using System.Text;
using Trading.Documents;

namespace Trading.Opening.Tests.Records;

/// <summary>Fonts, and the real readers that judge what is printed: qpdf, pdftotext, pdfsig, pdffonts.</summary>
internal static class RecordPrinting
{
    private static readonly Lazy<Fonts> Both = new(() =>
        new Fonts(Font("NotoSansSC-400"), Font("NotoSansSC-700"), () => Font("HanaMinB"))
    );

    public static Fonts Fonts => Both.Value;

    public static DocumentDraft Draft(Session.Concluded session) =>
        RecordDocument.Draft(session, 40, RecordStage.Root, Fonts);

    public static string TextOf(byte[] pdf)
    {
        var (exit, output) = Run("pdftotext", pdf, "-enc", "UTF-8", "FILE", "-");
        Assert.Equal(0, exit);
        return output;
    }

    /// <summary>Without white space, for lines are broken anywhere.</summary>
    public static string Dense(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    public static (int Exit, string Output) Run(string tool, byte[] pdf, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("trading-record-");
        try
        {
            var file = Path.Combine(folder.FullName, "record.pdf");
            File.WriteAllBytes(file, pdf);
            var start = new ProcessStartInfo(tool, arguments.Select(a => a == "FILE" ? file : a))
            {
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

    private static byte[] Font(string name)
    {
        using var stream = typeof(RecordPrinting).Assembly.GetManifestResourceStream($"{name}.ttf")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
