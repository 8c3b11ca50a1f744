using Trading.Documents.Typeface;

namespace Trading.Documents;

/// <summary>
/// The two weights of one TrueType family that documents are set in. Immutable; parse once, use for every document and
/// from any thread.
/// </summary>
public sealed class Fonts
{
    /// <summary>
    /// Reads two TrueType files (not collections, not CFF). The arrays are kept and must not change afterwards.
    /// </summary>
    /// <param name="regular">The regular weight, for example Noto Sans SC 400.</param>
    /// <param name="bold">The heavy weight, for example Noto Sans SC 700.</param>
    /// <exception cref="FontException">A file is not a font that can be embedded; the message names the table and the
    /// place.</exception>
    public Fonts(byte[] regular, byte[] bold)
    {
        ArgumentNullException.ThrowIfNull(regular);
        ArgumentNullException.ThrowIfNull(bold);
        Regular = new TrueTypeFont(regular);
        Bold = new TrueTypeFont(bold);
    }

    internal TrueTypeFont Regular { get; }

    internal TrueTypeFont Bold { get; }

    internal TrueTypeFont Of(bool bold) => bold ? Bold : Regular;
}

/// <summary>A font file that is damaged or of another kind.</summary>
public sealed class FontException(string message) : Exception(message);
