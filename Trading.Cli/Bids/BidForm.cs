using System.Text.Json;
using System.Text.Json.Serialization;
using Trading.Crypto;

namespace Trading.Cli;

/// <summary>A unit price as text in yuan.</summary>
public sealed record UnitDraft(string Name, string Price);

/// <summary>
/// What is read out at the opening, as a bidder writes it. The price is text in the unit of its kind ("1,234,567.89",
/// "98.5%"); words are taken as they stand, for it is the bidder's business what they say; "auto" spells the figures as
/// their kind is spelled.
/// </summary>
public sealed record BidForm
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>As it is read out; left empty, the certificate's.</summary>
    public string BidderName { get; init; } = "";

    /// <summary>The unified social credit code; null for the certificate's, empty for none.</summary>
    public string? CreditCode { get; init; }
    public PriceKind PriceKind { get; init; } = PriceKind.Amount;
    public required string Price { get; init; }
    public string Words { get; init; } = "";
    public IReadOnlyList<UnitDraft> Units { get; init; } = [];
    public IReadOnlyList<FormItem> Items { get; init; } = [];

    public static BidForm Read(string path) =>
        JsonFile.Read<BidForm>(path, "a form", Strict, "see the example in: trading seal --help");

    /// <summary>
    /// The content of section 0: the form with the bidder's certificate and its signature over the submission key.
    /// </summary>
    /// <param name="bidder">Who signs.</param>
    /// <param name="submissionKey">65 bytes.</param>
    /// <param name="contextHash">32 bytes.</param>
    /// <param name="lockId">32 bytes.</param>
    /// <param name="version">Version of the lock's policy, which is the form's.</param>
    /// <param name="decimals">Decimals of a yuan that the lot allows its unit prices.</param>
    public OpeningForm Sign(
        PersonKey bidder,
        byte[] submissionKey,
        byte[] contextHash,
        byte[] lockId,
        byte version = OpeningForm.Newest,
        int decimals = LotTerms.LeastDecimals
    )
    {
        if (bidder.Certificate.Length == 0)
            throw CommandException.Usage(
                "The bidder's certificate is missing beside its key.",
                "trading keygen --name … --ca-key …"
            );
        var ownership = bidder.Sign(OpeningForm.OwnershipMessage(submissionKey, contextHash, lockId));
        var (name, code) = Bidder(bidder);
        return new OpeningForm(
            name,
            ReadPrice(decimals),
            Items,
            bidder.Certificate,
            ownership,
            version == OpeningForm.First ? "" : code,
            version
        );
    }

    /// <summary>Name and credit code as they are sealed: as written, else as the certificate has them.</summary>
    public (string Name, string Code) Bidder(PersonKey bidder)
    {
        var holder = Certificate.TryParse(bidder.Certificate, out var certificate) ? certificate.Holder : null;
        var name =
            BidderName.Length > 0 ? BidderName
            : holder is { Names: [var first, ..] } ? first
            : null;
        return name is null
            ? throw CommandException.Usage("The certificate names nobody.", "name the bidder with --bidder-name")
            : (name, (CreditCode ?? holder?.Code ?? "").ToUpperInvariant());
    }

    /// <summary>
    /// What the opening will mark about words that the bidder wrote, which may be meant; null for words that say the
    /// price.
    /// </summary>
    public string? WordsRemark()
    {
        if (Words is "" or "auto")
            return null;
        return WordsReader.Judge(PriceKind, PriceText.Read(PriceKind, Price, "The price"), Words) switch
        {
            WordsAnswer.Other => "the words say another value than the figures; the opening will mark that",
            WordsAnswer.Unreadable => "the words cannot be read; the opening will mark that",
            _ => null,
        };
    }

    private Price ReadPrice(int decimals)
    {
        var value = PriceText.Read(PriceKind, Price, "The price");
        return new Price(
            PriceKind,
            value,
            Words == "auto" ? Spell(value) : Words,
            [.. Units.Select(u => ReadUnit(u, decimals))]
        );
    }

    private static UnitPrice ReadUnit(UnitDraft unit, int decimals) =>
        new(unit.Name, PriceText.ReadUnit(unit.Price, decimals, $"The unit price of {unit.Name}"));

    private string Spell(long value)
    {
        if (value > Opening.Amounts.Words.MostFen)
            throw CommandException.Usage("The price is too large to be spelled.", "leave --words out");
        return Figures.IsShare(PriceKind) ? ShareWords.Print(value) : Opening.Amounts.Words.Print(value);
    }
}
