namespace Trading.Documents.Layout;

/// <summary>The colours, as red, green and blue of 0 to 255.</summary>
internal static class Palette
{
    public static readonly int Head = 0xF1F4F8,
        Track = 0xE7EBF0,
        Hairline = 0xB4BCC8;

    public static int Of(Tone tone) =>
        tone switch
        {
            Tone.Muted => 0x5B6472,
            Tone.Accent => 0x1F5FBF,
            Tone.Good => 0x1B6E3C,
            Tone.Alert => 0xB3261E,
            _ => 0x1A1F27,
        };
}
