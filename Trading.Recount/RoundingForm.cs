using System.Text.Json;

namespace Trading.Recount;

/// <summary>Section 2, <c>rounding</c> in its three forms: a word, an object, a list of rules.</summary>
internal static class RoundingForm
{
    private static readonly string[] ObjectKeys = ["at", "digits", "mode"];

    private static readonly Read<Rounding> Nothing = Forms.Word(("none", Rounding.None));

    private static readonly Read<RoundAt[]> ObjectWord = Forms.Word<RoundAt[]>(
        ("none", []),
        ("item", [RoundAt.Price, RoundAt.Item]),
        ("price", [RoundAt.Price]),
        ("total", [RoundAt.Total])
    );

    private static readonly Read<RoundAt> RuleWord = Forms.Word(
        ("line", RoundAt.Line),
        ("benchmark", RoundAt.Benchmark),
        ("deviation", RoundAt.Deviation),
        ("price", RoundAt.Price),
        ("price-points", RoundAt.PricePoints),
        ("item", RoundAt.Item),
        ("item-points", RoundAt.ItemPoints),
        ("technical-points", RoundAt.TechnicalPoints),
        ("total", RoundAt.Total)
    );

    private static readonly Read<long> Digits = Forms.Integer(0, 12);
    private static readonly Read<RoundMode> ObjectMode = Forms.Word(("half-up", RoundMode.HalfUp));

    private static readonly Read<RoundMode> RuleMode = Forms.Word(
        ("half-up", RoundMode.HalfUp),
        ("half-even", RoundMode.HalfEven),
        ("down", RoundMode.Down),
        ("up", RoundMode.Up)
    );

    private static readonly Read<List<RoundRule>> Rules = Forms.List(1, 9, RuleObject);

    public static Rounding Any(Reading reading, JsonElement value, Place place) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Nothing(reading, value, place),
            JsonValueKind.Array => new Rounding(Rules(reading, value, place), Rounding.UsualDigits),
            _ => OfObject(reading, value, place),
        };

    private static Rounding OfObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, ObjectKeys);
        var words = fields.Required("at", ObjectWord) ?? [];
        var digits = (int)fields.Optional("digits", Digits, Rounding.UsualDigits);
        var mode = fields.Optional("mode", ObjectMode, RoundMode.HalfUp);
        return new Rounding([.. words.Select(at => new RoundRule(at, digits, mode))], digits);
    }

    private static RoundRule RuleObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, ObjectKeys);
        return new RoundRule(
            fields.Required("at", RuleWord),
            (int)fields.Required("digits", Digits),
            fields.Required("mode", RuleMode)
        );
    }
}
