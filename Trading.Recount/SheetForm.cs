using System.Text.Json;

namespace Trading.Recount;

/// <summary>
/// Section 2, sheets, amendments and timings. Keys are read in the order of the constructors' arguments.
/// </summary>
internal static class SheetForm
{
    private const long MostHundredths = 1_000_000_000;

    private static readonly string[] Keys = ["member", "bid", "criterion", "hundredths", "reason"];
    private static readonly string[] AmendmentKeys =
    [
        "kind",
        "member",
        "bid",
        "criterion",
        "before",
        "after",
        "reason",
    ];
    private static readonly string[] TimingKeys = ["member", "bid", "seconds"];

    private static readonly Read<long> Hundredths = Forms.Integer(-MostHundredths, MostHundredths);
    private static readonly Read<long> Seconds = Forms.Integer(0, 1_000_000);
    private static readonly Read<string> Reason = Forms.Text(500);

    private static readonly Read<AmendmentKind> KindWord = Forms.Word(
        ("sum", AmendmentKind.Sum),
        ("range", AmendmentKind.Range),
        ("objective", AmendmentKind.Objective),
        ("abnormal", AmendmentKind.Abnormal)
    );

    public static Sheet SheetObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, Keys);
        return new Sheet(
            fields.Required("member", Forms.Id),
            fields.Required("bid", Forms.Id),
            fields.Required("criterion", Forms.Id),
            fields.Required("hundredths", Hundredths),
            fields.MaybeObject("reason", Reason)
        );
    }

    public static Amendment AmendmentObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, AmendmentKeys);
        var amendment = new Amendment(
            fields.Required("kind", KindWord),
            fields.Required("member", Forms.Id),
            fields.Required("bid", Forms.Id),
            fields.MaybeObject("criterion", Forms.Id),
            fields.Required("before", Hundredths),
            fields.Required("after", Hundredths)
        );
        fields.Required("reason", Reason);
        return amendment;
    }

    public static Timing TimingObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, TimingKeys);
        var timing = new Timing(fields.Required("member", Forms.Id), fields.Required("bid", Forms.Id));
        fields.Required("seconds", Seconds);
        return timing;
    }
}
