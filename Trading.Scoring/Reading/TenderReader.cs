using System.Text.Json;

namespace Trading.Scoring;

/// <summary>
/// JSON to a <see cref="Tender"/>: keys, types, ranges, counts, in the order of docs/spec/scoring.md, section 2. What
/// the values mean together is checked later.
/// </summary>
internal sealed class TenderReader(Faults faults)
{
    public const long MostFen = 100_000_000_000_000;
    public const long MostQuantity = 1_000_000_000_000_000;
    public const long MostMillionths = 10_000_000;
    private const long MostScore = 1_000_000_000;
    internal const int MostReason = 500;

    private readonly TermsReader terms = new(faults);

    private static readonly string[] Keys =
    [
        "format",
        "pack",
        "method",
        "priceKind",
        "parameters",
        "ceilingFen",
        "ceilingMillionths",
        "priceParts",
        "preferences",
        "compareWithoutTax",
        "rounding",
        "memberMean",
        "criteria",
        "members",
        "bids",
        "brandChosen",
        "sheets",
        "amendments",
        "timings",
        "masked",
    ];

    /// <summary>The tender, or null and a fault.</summary>
    public static Tender? Read(ReadOnlyMemory<byte> bytes, Faults faults)
    {
        using var document = TenderJson.Parse(bytes, faults);
        if (document is null)
            return null;
        var tender = new TenderReader(faults).Read(document.RootElement);
        return faults.Any ? null : tender;
    }

    // Arguments are evaluated in the order of the text, and that is the order of the specification's table: keep it.
    private Tender Read(JsonElement root)
    {
        var fields = new Fields(root, Place.Root, faults, Keys);
        fields.Word("format", TenderWords.Formats);
        return new Tender(
            fields.Word("pack", TenderWords.Packs),
            fields.Word("method", TenderWords.Methods),
            fields.Word("priceKind", TenderWords.Quotes, QuoteKind.Amount),
            fields.OptionalObject("parameters", terms.Parameters) ?? new AverageParameters(),
            fields.OptionalInteger("ceilingFen", 1, MostFen),
            fields.OptionalInteger("ceilingMillionths", 0, MostMillionths),
            fields.OptionalList("priceParts", 1, 20, terms.PricePart),
            fields.OptionalObject("preferences", terms.Preferences) ?? Preferences.None,
            fields.OptionalTruth("compareWithoutTax") ?? false,
            fields.OptionalObject("rounding", terms.Rounding) ?? Rounding.None,
            fields.Word("memberMean", TenderWords.Means, MemberMean.All),
            fields.List("criteria", 1, 100, Criterion),
            fields.OptionalList(
                "members",
                0,
                ScoreTable.MostMembers,
                (e, at) => new Fields(e, at, faults, "id").Id("id")
            ),
            fields.List("bids", 0, 1000, Bid),
            fields.OptionalList("brandChosen", 0, 1000, Choice) ?? [],
            fields.OptionalList("sheets", 0, 500_000, Sheet) ?? [],
            fields.OptionalList("amendments", 0, 10_000, Amendment) ?? [],
            fields.OptionalList("timings", 0, 50_000, Timing) ?? []
        )
        {
            Masked = fields.OptionalObject("masked", terms.Masked),
        };
    }

    private Criterion Criterion(JsonElement element, Place at)
    {
        var fields = new Fields(
            element,
            at,
            faults,
            "id",
            "kind",
            "weightPermille",
            "maxHundredths",
            "stepHundredths",
            "reasonBelowHundredths"
        );
        return new Criterion(
            fields.Id("id"),
            fields.Word("kind", TenderWords.Kinds),
            (int)fields.Integer("weightPermille", 1, 1000),
            (int?)fields.OptionalInteger("maxHundredths", 1, 100_000),
            (int?)fields.OptionalInteger("stepHundredths", 1, 100_000),
            (int?)fields.OptionalInteger("reasonBelowHundredths", 0, 100_000)
        );
    }

    private Bid Bid(JsonElement element, Place at)
    {
        var fields = new Fields(
            element,
            at,
            faults,
            "id",
            "priceFen",
            "millionths",
            "adjustPermille",
            "isSmall",
            "isDomestic",
            "taxPermille",
            "parts",
            "brand",
            "valid",
            "rejectedLate",
            "rejection",
            "quotation",
            "deviations"
        );
        return new Bid(
            fields.Id("id"),
            fields.OptionalInteger("priceFen", 0, MostFen),
            fields.OptionalInteger("millionths", 0, MostMillionths),
            (int)fields.Integer("adjustPermille", 0, 999, 0),
            fields.OptionalTruth("isSmall") ?? false,
            fields.OptionalTruth("isDomestic") ?? false,
            (int?)fields.OptionalInteger("taxPermille", 0, 1000),
            fields.OptionalList("parts", 0, 20, Part) ?? [],
            fields.OptionalId("brand"),
            fields.OptionalTruth("valid") ?? true,
            fields.OptionalTruth("rejectedLate") ?? false,
            fields.OptionalObject("rejection", Rejection),
            fields.OptionalObject("quotation", Quotation),
            fields.OptionalList("deviations", 0, 100, Deviation) ?? []
        );
    }

    private BidPart Part(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "part", "fen", "millionths", "lines");
        return new BidPart(
            fields.Id("part"),
            fields.OptionalInteger("fen", 0, MostFen),
            fields.OptionalInteger("millionths", 0, MostMillionths),
            fields.OptionalList("lines", 0, 1000, Line)
        );
    }

    private BidLine Line(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "line", "unitFen", "unitTail");
        return new BidLine(fields.Id("line"), Unit(fields));
    }

    private Rejection Rejection(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "ground", "reason");
        return new Rejection(fields.Word("ground", TenderWords.Grounds), fields.Text("reason", MostReason));
    }

    private Quotation Quotation(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "bodyFen", "wordsFen", "items", "confirmed");
        return new Quotation(
            fields.OptionalInteger("bodyFen", 0, MostFen),
            fields.OptionalInteger("wordsFen", 0, MostFen),
            fields.OptionalList("items", 0, 1000, Item) ?? [],
            fields.OptionalTruth("confirmed")
        );
    }

    private QuotationItem Item(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "id", "unitFen", "unitTail", "quantityMillionths", "totalFen");
        return new QuotationItem(
            fields.Id("id"),
            Unit(fields),
            fields.Integer("quantityMillionths", 1, MostQuantity),
            fields.Integer("totalFen", 0, MostFen)
        );
    }

    // Fen and ten-thousandths of a fen: yuan to six decimals.
    private static Fraction Unit(Fields fields) =>
        fields.Integer("unitFen", 0, MostFen) + new Fraction(fields.Integer("unitTail", 0, 9_999, 0), 10_000);

    private Deviation Deviation(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "id", "fen");
        return new Deviation(fields.Id("id"), fields.Integer("fen", -MostFen, MostFen));
    }

    private BrandChoice Choice(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "brand", "bid");
        return new BrandChoice(fields.Id("brand"), fields.Id("bid"));
    }

    private Sheet Sheet(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, SheetKeys);
        return new Sheet(
            fields.Id("member"),
            fields.Id("bid"),
            fields.Id("criterion"),
            fields.Integer("hundredths", -MostScore, MostScore),
            fields.OptionalText("reason", MostReason)
        );
    }

    // Shared: there may be hundreds of thousands of sheets.
    private static readonly string[] SheetKeys = ["member", "bid", "criterion", "hundredths", "reason"];

    private Amendment Amendment(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "kind", "member", "bid", "criterion", "before", "after", "reason");
        return new Amendment(
            fields.Word("kind", TenderWords.Amendments),
            fields.Id("member"),
            fields.Id("bid"),
            fields.OptionalId("criterion"),
            fields.Integer("before", -MostScore, MostScore),
            fields.Integer("after", -MostScore, MostScore),
            fields.Text("reason", MostReason)
        );
    }

    private Timing Timing(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "member", "bid", "seconds");
        return new Timing(fields.Id("member"), fields.Id("bid"), (int)fields.Integer("seconds", 0, 1_000_000));
    }
}
