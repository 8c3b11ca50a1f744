using Trading.Documents.Typeface;

namespace Trading.Documents;

/// <summary>
/// What documents are set in: the two weights of one TrueType family, and a further font for letters that the family
/// lacks. Immutable; parse once, use for every document and from any thread.
/// </summary>
public sealed class Fonts
{
    private readonly Lazy<TrueTypeFont>? further;

    /// <summary>
    /// Reads two TrueType files (not collections, not CFF). The arrays are kept and must not change afterwards.
    /// </summary>
    /// <param name="regular">The regular weight, for example Noto Sans SC 400.</param>
    /// <param name="bold">The heavy weight, for example Noto Sans SC 700.</param>
    /// <param name="further">Gives a third file, for letters that the family lacks; asked at the first such letter of
    /// an archival document, so that nobody else pays for it. None: such letters are drawn as their code.</param>
    /// <exception cref="FontException">A file is not a font that can be embedded; the message names the table and the
    /// place. Of the further font it is thrown when a document is written.</exception>
    public Fonts(byte[] regular, byte[] bold, Func<byte[]>? further = null)
    {
        ArgumentNullException.ThrowIfNull(regular);
        ArgumentNullException.ThrowIfNull(bold);
        Regular = new TrueTypeFont(regular);
        Bold = new TrueTypeFont(bold);
        this.further = further is null ? null : new Lazy<TrueTypeFont>(() => new TrueTypeFont(further()));
    }

    private Fonts(Fonts family) => (Regular, Bold) = (family.Regular, family.Bold);

    internal TrueTypeFont Regular { get; }

    internal TrueTypeFont Bold { get; }

    /// <summary>Null where there is none; parsed when it is first asked for.</summary>
    internal TrueTypeFont? Further => further?.Value;

    /// <summary>The fonts that a document's form knows: the further one came with the archival form.</summary>
    internal Fonts KnownTo(Document document) => document.IsArchival ? this : new Fonts(this);

    internal TrueTypeFont Of(Face face) =>
        face switch
        {
            Face.Regular => Regular,
            Face.Bold => Bold,
            _ => Further ?? throw new InvalidOperationException("there is no further font"),
        };

    /// <summary>The face that draws a letter in this weight; null where no font has it.</summary>
    internal Face? FaceFor(int codePoint, bool bold)
    {
        var own = bold ? Face.Bold : Face.Regular;
        if (Of(own).Has(codePoint))
            return own;
        return Further?.Has(codePoint) == true ? Face.Further : null;
    }
}

/// <summary>One font of a document, in the order of its objects in the file. The further font has one weight.</summary>
internal enum Face
{
    Regular,
    Bold,
    Further,
}

/// <summary>A font file that is damaged or of another kind.</summary>
public sealed class FontException(string message) : Exception(message);
