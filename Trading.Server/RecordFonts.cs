using Trading.Documents;

namespace Trading.Server;

/// <summary>
/// The fonts that records are set in; they are part of this program. Their SHA-256 stand in docs/spec/record.md.
/// </summary>
internal static class RecordFonts
{
    public static Fonts Load() =>
        new(Read("NotoSansSC-400.ttf"), Read("NotoSansSC-700.ttf"), () => Read("HanaMinB.ttf"));

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
