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
    private static readonly string[] MaskedKeys = ["criteria", "sections"];
    private static readonly Read<long> Section = Forms.Integer(1, 63);

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

    private static readonly Read<CriterionKind> CriterionWord = Forms.Word(
        ("price", CriterionKind.Price),
        ("objective", CriterionKind.Objective),
        ("subjective", CriterionKind.Subjective)
    );

    private static readonly Read<long> Weight = Forms.Integer(1, 1000);
    private static readonly Read<long> Points = Forms.Integer(1, 100_000);
    private static readonly Read<long> ReasonBelow = Forms.Integer(0, 100_000);

    private static readonly Read<long> CeilingFen = Forms.Integer(1, BidForm.MostFen);

    public static Tender Root(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, Keys);
        fields.Required("format", Format);
        return new Tender(
            fields.Required("pack", PackWord),
            fields.Required("method", MethodWord),
            fields.Optional("priceKind", KindWord, PriceKind.Amount),
            fields.Optional("parameters", ParameterForm.ParametersObject, Parameters.None),
            fields.Maybe("ceilingFen", CeilingFen),
            fields.Maybe("ceilingMillionths", BidForm.Millionths),
            fields.MaybeObject("priceParts", PartForm.PriceParts),
            fields.Optional("preferences", PartForm.PreferencesObject, Preferences.None),
            fields.Optional("compareWithoutTax", Forms.Truth, false),
            fields.Optional("rounding", RoundingForm.Any, Rounding.None),
            fields.Optional("memberMean", MeanWord, false),
            fields.Required("criteria", Forms.List(1, 100, CriterionObject)),
            fields.MaybeObject("members", Forms.List(0, 49, MemberObject)),
            fields.Required("bids", Forms.List(0, 1000, BidForm.BidObject)),
            fields.Optional("brandChosen", Forms.List(0, 1000, BidForm.ChoiceObject), []),
            fields.Optional("sheets", Forms.List(0, 500_000, SheetForm.SheetObject), []),
            fields.Optional("amendments", Forms.List(0, 10_000, SheetForm.AmendmentObject), []),
            fields.Optional("timings", Forms.List(0, 50_000, SheetForm.TimingObject), [])
        )
        {
            Masked = fields.MaybeObject("masked", MaskedObject),
        };
    }

    private static Masked MaskedObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, MaskedKeys);
        return new Masked(
            fields.Required("criteria", Forms.List(1, 100, Forms.Id)),
            fields.Optional("sections", Forms.List(0, 63, Section), [])
        );
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
