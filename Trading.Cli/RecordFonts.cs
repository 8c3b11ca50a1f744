using Trading.Documents;

namespace Trading.Cli;

/// <summary>
/// The fonts that records are set in; they are part of this program, never of an archive. Their SHA-256 stand in
/// docs/spec/record.md.
/// </summary>
public static class RecordFonts
{
    private static readonly Lazy<Fonts> Both = new(() =>
        new Fonts(Read("NotoSansSC-400.ttf"), Read("NotoSansSC-700.ttf"), () => Read("HanaMinB.ttf"))
    );

    public static Fonts Embedded => Both.Value;

    private static byte[] Read(string name)
    {
        using var stream =
            typeof(RecordFonts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
