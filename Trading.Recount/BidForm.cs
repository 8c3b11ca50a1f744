using System.Text.Json;

namespace Trading.Recount;

/// <summary>
/// Section 2, bids and what hangs on them. Keys are read in the order of the constructors' arguments.
/// </summary>
internal static class BidForm
{
    public const long MostFen = 100_000_000_000_000;

    /// <summary>How many units of a unit price are one fen.</summary>
    public const long TailsOfFen = 10_000;

    public static readonly Read<long> Millionths = Forms.Integer(0, 10_000_000);
    public static readonly Read<long> Fen = Forms.Integer(0, MostFen);
    public static readonly Read<long> Quantity = Forms.Integer(1, 1_000_000_000_000_000);

    private static readonly string[] Keys =
    [
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
        "deviations",
    ];
    private static readonly string[] RejectionKeys = ["ground", "reason"];
    private static readonly string[] QuotationKeys = ["bodyFen", "wordsFen", "items", "confirmed"];
    private static readonly string[] ItemKeys = ["id", "unitFen", "unitTail", "quantityMillionths", "totalFen"];
    private static readonly string[] DeviationKeys = ["id", "fen"];
    private static readonly string[] ChoiceKeys = ["brand", "bid"];

    private static readonly Read<string> Ground = Forms.Word([
        .. new[] { "over-ceiling", "below-cost", "unqualified", "unresponsive", "collusion", "other" }.Select(word =>
            (word, word)
        ),
    ]);
    private static readonly Read<string> Reason = Forms.Text(500);

    private static readonly Read<long> DeviationFen = Forms.Integer(-MostFen, MostFen);
    private static readonly Read<long> Adjust = Forms.Integer(0, 999);
    private static readonly Read<long> Tax = Forms.Integer(0, 1000);
    private static readonly Read<long> Tail = Forms.Integer(0, TailsOfFen - 1);
    private static readonly Read<List<Item>> Items = Forms.List(0, 1000, ItemObject);
    private static readonly Read<List<Deviation>> Deviations = Forms.List(0, 100, DeviationObject);

    public static Bid BidObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, Keys);
        return new Bid(
            fields.Required("id", Forms.Id),
            fields.Maybe("priceFen", Fen),
            fields.Maybe("millionths", Millionths),
            fields.Optional("adjustPermille", Adjust, 0),
            fields.Optional("isSmall", Forms.Truth, false),
            fields.Optional("isDomestic", Forms.Truth, false),
            fields.Maybe("taxPermille", Tax),
            fields.Optional("parts", PartForm.BidParts, []),
            fields.MaybeObject("brand", Forms.Id),
            fields.Optional("valid", Forms.Truth, true),
            fields.Optional("rejectedLate", Forms.Truth, false),
            fields.MaybeObject("rejection", RejectionObject),
            fields.MaybeObject("quotation", QuotationObject),
            fields.Optional("deviations", Deviations, [])
        );
    }

    public static BrandChoice ChoiceObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, ChoiceKeys);
        return new BrandChoice(fields.Required("brand", Forms.Id), fields.Required("bid", Forms.Id));
    }

    /// <summary>The keys <c>unitFen</c> and <c>unitTail</c> together, in ten-thousandths of a fen.</summary>
    public static long UnitPrice(Fields fields) =>
        (fields.Required("unitFen", Fen) * TailsOfFen) + fields.Optional("unitTail", Tail, 0);

    private static Rejection RejectionObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, RejectionKeys);
        return new Rejection(fields.Required("ground", Ground), fields.Required("reason", Reason));
    }

    private static Quotation QuotationObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, QuotationKeys);
        return new Quotation(
            fields.Maybe("bodyFen", Fen),
            fields.Maybe("wordsFen", Fen),
            fields.Optional("items", Items, []),
            fields.Maybe("confirmed", Forms.Truth)
        );
    }

    private static Item ItemObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, ItemKeys);
        return new Item(
            fields.Required("id", Forms.Id),
            UnitPrice(fields),
            fields.Required("quantityMillionths", Quantity),
            fields.Required("totalFen", Fen)
        );
    }

    private static Deviation DeviationObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, DeviationKeys);
        return new Deviation(fields.Required("id", Forms.Id), fields.Required("fen", DeviationFen));
    }
}
