using System.Text.Json;

namespace Trading.Scoring;

/// <summary>
/// The published terms that are objects and lists: parameters, roundings, parts of the price, preferences
/// (docs/spec/scoring.md, section 2). Arguments are evaluated in the order of the text, and that is the order of the
/// specification's tables: keep it.
/// </summary>
internal sealed class TermsReader(Faults faults)
{
    private const int MostPercent = 1000;

    private static readonly Fraction LeastFactor = new(1, 1000);

    public AverageParameters Parameters(JsonElement element, Place at)
    {
        var fields = new Fields(
            element,
            at,
            faults,
            "K",
            "drawnFrom",
            "ceilingShare",
            "ceilingK",
            "dropFrom",
            "dropEach",
            "meanFrom",
            "lowestShare",
            "deductAbove",
            "deductBelow",
            "floor",
            "floorAbove",
            "floorBelow"
        );
        return new AverageParameters(
            fields.OptionalFraction("K", LeastFactor, 2),
            fields.OptionalList("drawnFrom", 2, 100, (e, place) => Values.Fraction(e, place, LeastFactor, 2, faults)),
            fields.OptionalFraction("ceilingShare", 0, 1),
            fields.OptionalFraction("ceilingK", LeastFactor, 2),
            fields.OptionalInteger("dropFrom", 0, 1000),
            fields.OptionalInteger("dropEach", 0, 100),
            fields.OptionalList("meanFrom", 1, 10, MeanStep),
            fields.OptionalFraction("lowestShare", 0, 1),
            fields.OptionalObject("deductAbove", Deduction),
            fields.OptionalObject("deductBelow", Deduction),
            fields.OptionalFraction("floor", 0, 100),
            fields.OptionalFraction("floorAbove", 0, 100),
            fields.OptionalFraction("floorBelow", 0, 100)
        );
    }

    public Rounding Rounding(JsonElement element, Place at) =>
        element.ValueKind switch
        {
            JsonValueKind.String => Values.Word(element, at, TenderWords.NoRounding, faults) ?? Scoring.Rounding.None,
            JsonValueKind.Array => new Rounding(Values.List(element, at, 1, 9, Rule, faults)),
            _ => OneRounding(element, at),
        };

    public PricePart PricePart(JsonElement element, Place at)
    {
        var fields = new Fields(
            element,
            at,
            faults,
            "id",
            "kind",
            "factor",
            "lines",
            "baseFen",
            "years",
            "interestMillionths"
        );
        return new PricePart(
            fields.Id("id"),
            fields.Word("kind", TenderWords.PartKinds),
            fields.OptionalFraction("factor", 0, 1000) ?? Fraction.One,
            fields.OptionalList("lines", 1, 1000, PartLine),
            fields.OptionalInteger("baseFen", 1, TenderReader.MostFen),
            (int?)fields.OptionalInteger("years", 1, 50),
            (int?)fields.OptionalInteger("interestMillionths", 0, 1_000_000)
        );
    }

    public Preferences Preferences(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "smallPermille", "domesticPermille");
        return new Preferences(
            (int?)fields.OptionalInteger("smallPermille", 0, 999),
            (int?)fields.OptionalInteger("domesticPermille", 0, 999)
        );
    }

    public MaskedTerms Masked(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "criteria", "sections");
        return new MaskedTerms(
            fields.List("criteria", 1, 100, (e, place) => Values.Id(e, place, faults)),
            fields.OptionalList("sections", 0, 63, (e, place) => (int)Values.Integer(e, place, 1, 63, faults)) ?? []
        );
    }

    private MeanStep MeanStep(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "of", "low", "high", "drop");
        return new MeanStep(
            fields.Word("of", TenderWords.Bands, BandOf.Mean),
            fields.OptionalFraction("low", 0, 2) ?? Fraction.Zero,
            fields.OptionalFraction("high", 0, 2),
            fields.OptionalList("drop", 0, 20, Tier) ?? []
        );
    }

    private DropTier Tier(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "from", "lowest", "highest");
        return new DropTier(
            (int)fields.Integer("from", 1, 1000),
            (int)fields.Integer("lowest", 0, 100, 0),
            (int)fields.Integer("highest", 0, 100, 0)
        );
    }

    private Deduction Deduction(JsonElement element, Place at) =>
        element.ValueKind == JsonValueKind.Array
            ? new Deduction(Values.List(element, at, 1, 20, DeductionTier, faults))
            : Scoring.Deduction.Flat(Values.Fraction(element, at, 0, 100, faults));

    private DeductionTier DeductionTier(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "fromPercent", "perPercent");
        return new DeductionTier(fields.Fraction("fromPercent", 0, MostPercent), fields.Fraction("perPercent", 0, 100));
    }

    private RoundingRule Rule(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "at", "digits", "mode");
        return new RoundingRule(
            fields.Word("at", TenderWords.RulePlaces),
            (int)fields.Integer("digits", 0, 12),
            fields.Word("mode", TenderWords.RuleModes)
        );
    }

    // The form from before there were lists: one place, or none, and always half-up.
    private Rounding OneRounding(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "at", "digits", "mode");
        var places = fields.Word("at", TenderWords.Roundings) ?? [];
        var digits = (int)fields.Integer("digits", 0, 12, 2);
        fields.Word("mode", TenderWords.Modes, RoundingMode.HalfUp);
        return new Rounding([.. places.Select(p => new RoundingRule(p, digits, RoundingMode.HalfUp))], digits);
    }

    private PartLine PartLine(JsonElement element, Place at)
    {
        var fields = new Fields(element, at, faults, "id", "quantityMillionths");
        return new PartLine(fields.Id("id"), fields.Integer("quantityMillionths", 1, TenderReader.MostQuantity));
    }
}
