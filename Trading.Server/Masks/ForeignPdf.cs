using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace Trading.Server.Masks;

/// <summary>Why a document cannot be looked through and shown masked.</summary>
public enum MaskProblem
{
    /// <summary>It does not begin as a PDF does.</summary>
    NotPdf,

    /// <summary>It has more bytes than may be held in memory.</summary>
    TooLarge,

    /// <summary>It is encrypted, with or without a password.</summary>
    Encrypted,

    /// <summary>It cannot be read as a PDF.</summary>
    Damaged,

    /// <summary>It unpacks to more than is allowed, or has too many objects.</summary>
    TooMuch,
}

/// <summary>
/// A bidder's PDF, opened by a library that reads foreign files: within limits of bytes, of what they unpack to and of
/// nesting, and whatever it does wrong is the file's problem.
/// </summary>
internal static class ForeignPdf
{
    /// <summary>Most bytes of a document that is read masked.</summary>
    public const int MostBytes = 64 << 20;

    private const int MostNesting = 64;

    /// <summary>What work gives of the opened file, or why there is none.</summary>
    public static (T? Made, MaskProblem? Problem) Read<T>(ReadOnlyMemory<byte> file, Func<PdfDocument, T> work)
        where T : class
    {
        if (file.Length > MostBytes)
            return (null, MaskProblem.TooLarge);
        if (!file.Span.StartsWith("%PDF-"u8))
            return (null, MaskProblem.NotPdf);
        var filters = new CappedFilters();
        var options = new ParsingOptions
        {
            UseLenientParsing = true,
            SkipMissingFonts = true,
            MaxStackDepth = MostNesting,
            FilterProvider = filters,
        };
        try
        {
            using var document = PdfDocument.Open(file, options);
            if (document.IsEncrypted)
                return (null, MaskProblem.Encrypted);
            var made = work(document);
            return filters.IsSpent ? (null, MaskProblem.TooMuch) : (made, null);
        }
        catch (PdfDocumentEncryptedException)
        {
            return (null, MaskProblem.Encrypted);
        }
        catch (TooMuchException)
        {
            return (null, MaskProblem.TooMuch);
        }
        // The library ends with exceptions of every kind where a file is not what it says.
        catch (Exception broken) when (broken is not (OutOfMemoryException or OperationCanceledException))
        {
            return (null, filters.IsSpent ? MaskProblem.TooMuch : MaskProblem.Damaged);
        }
    }

    internal sealed class TooMuchException : Exception;
}
