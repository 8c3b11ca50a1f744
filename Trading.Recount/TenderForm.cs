using System.Text.Json;

namespace Trading.Recount;

/// <summary>
/// Section 2, the outer object and the terms. Arguments of a constructor run from left to right: that is the order in
/// which keys are read.
/// </summary>
internal static class TenderForm
{
    private static readonly string[] Keys =
    [
        "format",
        "pack",
        "method",
        "priceKind",
        "parameters",
        "ceilingFen",
        "ceilingMillionths",
        "rounding",
        "memberMean",
        "criteria",
        "members",
        "bids",
        "brandChosen",
        "sheets",
        "amendments",
        "timings",
    ];

    private static readonly string[] ParameterKeys =
    [
        "K",
        "drawnFrom",
        "ceilingShare",
        "dropFrom",
        "dropEach",
        "deductAbove",
        "deductBelow",
        "floor",
    ];
    private static readonly string[] RoundingKeys = ["at", "digits", "mode"];
    private static readonly string[] CriterionKeys =
    [
        "id",
        "kind",
        "weightPermille",
        "maxHundredths",
        "stepHundredths",
        "reasonBelowHundredths",
    ];
    private static readonly string[] MemberKeys = ["id"];

    private static readonly Read<bool> Format = Forms.Word(("trading-score/1", true));

    private static readonly Read<Pack> PackWord = Forms.Word(
        ("procurement-goods", Pack.Goods),
        ("procurement-services", Pack.Services),
        ("construction-national", Pack.National),
        ("construction-wuhai", Pack.Wuhai)
    );

    private static readonly Read<Method> MethodWord = Forms.Word(
        ("lowest-price-benchmark", Method.LowestPriceBenchmark),
        ("lowest-evaluated-price", Method.LowestEvaluatedPrice),
        ("average-benchmark", Method.AverageBenchmark)
    );

    private static readonly Read<PriceKind> KindWord = Forms.Word(
        ("amount", PriceKind.Amount),
        ("rate", PriceKind.Rate),
        ("discount", PriceKind.Discount)
    );
    private static readonly Read<bool> MeanWord = Forms.Word(("all", false), ("without-extremes", true));

    private static readonly Read<RoundAt> AtWord = Forms.Word(
        ("none", RoundAt.None),
        ("item", RoundAt.Item),
        ("price", RoundAt.Price),
        ("total", RoundAt.Total)
    );
    private static readonly Read<long> Digits = Forms.Integer(0, 12);
    private static readonly Read<bool> ModeWord = Forms.Word(("half-up", true));
    private static readonly Read<Rounding> NoRounding = Forms.Word(("none", Rounding.None));

    private static readonly Read<CriterionKind> CriterionWord = Forms.Word(
        ("price", CriterionKind.Price),
        ("objective", CriterionKind.Objective),
        ("subjective", CriterionKind.Subjective)
    );

    private static readonly Read<long> Weight = Forms.Integer(1, 1000);
    private static readonly Read<long> Points = Forms.Integer(1, 100_000);
    private static readonly Read<long> ReasonBelow = Forms.Integer(0, 100_000);

    private static readonly Read<Ratio> Factor = Forms.Fraction(new Ratio(1, 1000), Ratio.Whole(2));
    private static readonly Read<Ratio> Share = Forms.Fraction(Ratio.Whole(0), Ratio.Whole(1));
    private static readonly Read<Ratio> Deduction = Forms.Fraction(Ratio.Whole(0), Ratio.Whole(100));

    private static readonly Read<long> CeilingFen = Forms.Integer(1, BidForm.MostFen);

    public static Tender Root(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, Keys);
        fields.Required("format", Format);
        return new Tender(
            fields.Required("pack", PackWord),
            fields.Required("method", MethodWord),
            fields.Optional("priceKind", KindWord, PriceKind.Amount),
            fields.Optional("parameters", ParametersObject, Parameters.None),
            fields.Maybe("ceilingFen", CeilingFen),
            fields.Maybe("ceilingMillionths", BidForm.Millionths),
            fields.Optional("rounding", RoundingObject, Rounding.None),
            fields.Optional("memberMean", MeanWord, false),
            fields.Required("criteria", Forms.List(1, 100, CriterionObject)),
            fields.MaybeObject("members", Forms.List(0, 49, MemberObject)),
            fields.Required("bids", Forms.List(0, 1000, BidForm.BidObject)),
            fields.Optional("brandChosen", Forms.List(0, 1000, BidForm.ChoiceObject), []),
            fields.Optional("sheets", Forms.List(0, 500_000, SheetForm.SheetObject), []),
            fields.Optional("amendments", Forms.List(0, 10_000, SheetForm.AmendmentObject), []),
            fields.Optional("timings", Forms.List(0, 50_000, SheetForm.TimingObject), [])
        );
    }

    private static Parameters ParametersObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, ParameterKeys);
        return new Parameters(
            fields.Maybe("K", Factor),
            fields.MaybeObject("drawnFrom", Forms.List(2, 100, Factor)),
            fields.Maybe("ceilingShare", Share),
            fields.Maybe("dropFrom", Forms.Integer(0, 1000)),
            fields.Maybe("dropEach", Forms.Integer(0, 100)),
            fields.Maybe("deductAbove", Deduction),
            fields.Maybe("deductBelow", Deduction),
            fields.Maybe("floor", Deduction)
        );
    }

    private static Rounding RoundingObject(Reading reading, JsonElement value, Place place)
    {
        if (value.ValueKind == JsonValueKind.String)
            return NoRounding(reading, value, place);
        var fields = new Fields(reading, value, place, RoundingKeys);
        var rounding = new Rounding(
            fields.Required("at", AtWord),
            (int)fields.Optional("digits", Digits, Rounding.None.Digits)
        );
        fields.Optional("mode", ModeWord, true);
        return rounding;
    }

    private static Criterion CriterionObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, CriterionKeys);
        return new Criterion(
            fields.Required("id", Forms.Id),
            fields.Required("kind", CriterionWord),
            fields.Required("weightPermille", Weight),
            fields.Maybe("maxHundredths", Points),
            fields.Maybe("stepHundredths", Points),
            fields.Maybe("reasonBelowHundredths", ReasonBelow)
        );
    }

    private static string MemberObject(Reading reading, JsonElement value, Place place) =>
        new Fields(reading, value, place, MemberKeys).Required("id", Forms.Id);
}
