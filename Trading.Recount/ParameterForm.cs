using System.Text.Json;

namespace Trading.Recount;

/// <summary>
/// Section 2, the parameters of the average benchmark. Keys are read in the order of the initializers.
/// </summary>
internal static class ParameterForm
{
    private static readonly string[] Keys =
    [
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
        "floorBelow",
    ];
    private static readonly string[] StepKeys = ["of", "low", "high", "drop"];
    private static readonly string[] TierKeys = ["from", "lowest", "highest"];
    private static readonly string[] DeductionKeys = ["fromPercent", "perPercent"];

    private static readonly Read<Ratio> Factor = Forms.Fraction(new Ratio(1, 1000), Ratio.Whole(2));
    private static readonly Read<Ratio> Share = Forms.Fraction(Ratio.Zero, Ratio.Whole(1));
    private static readonly Read<Ratio> Band = Forms.Fraction(Ratio.Zero, Ratio.Whole(2));
    private static readonly Read<Ratio> Points = Forms.Fraction(Ratio.Zero, Ratio.Whole(100));
    private static readonly Read<Ratio> Percent = Forms.Fraction(Ratio.Zero, Ratio.Whole(1000));
    private static readonly Read<bool> OfWord = Forms.Word(("ceiling", true), ("mean", false));
    private static readonly Read<long> Least = Forms.Integer(1, 1000);
    private static readonly Read<long> Dropped = Forms.Integer(0, 100);

    private static readonly Read<List<Tier>> Tiers = Forms.List(0, 20, TierObject);
    private static readonly Read<List<MeanStep>> Steps = Forms.List(1, 10, StepObject);
    private static readonly Read<List<Deduction>> Deductions = Forms.List(1, 20, DeductionObject);

    public static Parameters ParametersObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, Keys);
        return new Parameters
        {
            K = fields.Maybe("K", Factor),
            DrawnFrom = fields.MaybeObject("drawnFrom", Forms.List(2, 100, Factor)),
            CeilingShare = fields.Maybe("ceilingShare", Share),
            CeilingK = fields.Maybe("ceilingK", Factor),
            DropFrom = fields.Maybe("dropFrom", Forms.Integer(0, 1000)),
            DropEach = fields.Maybe("dropEach", Dropped),
            MeanFrom = fields.MaybeObject("meanFrom", Steps),
            LowestShare = fields.Maybe("lowestShare", Share),
            DeductAbove = fields.MaybeObject("deductAbove", AnyDeduction),
            DeductBelow = fields.MaybeObject("deductBelow", AnyDeduction),
            Floor = fields.Maybe("floor", Points),
            FloorAbove = fields.Maybe("floorAbove", Points),
            FloorBelow = fields.Maybe("floorBelow", Points),
        };
    }

    private static MeanStep StepObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, StepKeys);
        return new MeanStep(
            fields.Optional("of", OfWord, false),
            fields.Optional("low", Band, Ratio.Zero),
            fields.Maybe("high", Band),
            fields.Optional("drop", Tiers, [])
        );
    }

    private static Tier TierObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, TierKeys);
        return new Tier(
            fields.Required("from", Least),
            fields.Optional("lowest", Dropped, 0),
            fields.Optional("highest", Dropped, 0)
        );
    }

    private static List<Deduction> AnyDeduction(Reading reading, JsonElement value, Place place) =>
        value.ValueKind == JsonValueKind.Array
            ? Deductions(reading, value, place)
            : [new Deduction(Ratio.Zero, Points(reading, value, place))];

    private static Deduction DeductionObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, DeductionKeys);
        return new Deduction(fields.Required("fromPercent", Percent), fields.Required("perPercent", Points));
    }
}
