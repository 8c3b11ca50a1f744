using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Trading.Server.Masks;

/// <summary>
/// Filters of one foreign PDF that unpack no more than is allowed: a small file may pretend to be a large one. What was
/// unpacked is counted over the whole file; beyond the limit every stream is refused.
/// </summary>
internal sealed class CappedFilters : IFilterProvider
{
    /// <summary>Most bytes that the streams of one file may unpack to, together.</summary>
    public const long MostUnpacked = 256L << 20;

    // Each of their bytes may stand for thousands, and what they give is not known before.
    private const int MostOfOthers = 4 << 20;
    private const int ZlibHead = 2;
    private readonly IFilterProvider real = DefaultFilterProvider.Instance;
    private long unpacked;

    /// <summary>Whether the file asked for more.</summary>
    public bool IsSpent => unpacked > MostUnpacked;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Capped(real.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) =>
        Capped(real.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Capped(real.GetAllFilters());

    private IReadOnlyList<IFilter> Capped(IReadOnlyList<IFilter> filters) =>
        [.. filters.Select(IFilter (filter) => new Cap(this, filter))];

    private void Take(long bytes)
    {
        unpacked += bytes;
        if (IsSpent)
            throw new InvalidDataException("the streams of the file unpack to more than is allowed");
    }

    // Unpacked once to be counted, with nothing kept, and only then by the library.
    private void Count(Memory<byte> input)
    {
        if (input.Length <= ZlibHead)
            return;
        using var packed = new MemoryStream(input[ZlibHead..].ToArray());
        using var inflate = new DeflateStream(packed, CompressionMode.Decompress);
        var buffer = new byte[1 << 16];
        try
        {
            for (int read; (read = inflate.Read(buffer)) > 0; )
                Take(read);
        }
        catch (InvalidDataException) when (!IsSpent)
        {
            // damaged: the library makes of it what it can, and that is no more than was counted
        }
    }

    private sealed class Cap(CappedFilters owner, IFilter filter) : IFilter
    {
        public bool IsSupported => filter.IsSupported;

        public Memory<byte> Decode(
            Memory<byte> input,
            DictionaryToken streamDictionary,
            IFilterProvider filterProvider,
            int filterIndex
        )
        {
            if (owner.IsSpent)
                throw new InvalidDataException("the streams of the file unpack to more than is allowed");
            if (filter is FlateFilter)
                owner.Count(input);
            else if (input.Length > MostOfOthers)
                owner.Take(MostUnpacked + 1);
            var decoded = filter.Decode(input, streamDictionary, owner, filterIndex);
            if (filter is not FlateFilter)
                owner.Take(decoded.Length);
            return decoded;
        }
    }
}
