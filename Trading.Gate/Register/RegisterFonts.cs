using Trading.Documents;

namespace Trading.Gate.Register;

/// <summary>The fonts that registers are set in; they are part of this program.</summary>
internal static class RegisterFonts
{
    private static readonly Lazy<Fonts> All = new(() =>
        new Fonts(Read("NotoSansSC-400.ttf"), Read("NotoSansSC-700.ttf"), () => Read("HanaMinB.ttf"))
    );

    public static Fonts Embedded => All.Value;

    private static byte[] Read(string name)
    {
        using var stream =
            typeof(RegisterFonts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
