using System.Text.Json;

namespace Trading.Recount;

/// <summary>
/// Section 2, the parts of a price, what a bid offers for them, and preferences. Keys are read in the order of the
/// constructors' arguments.
/// </summary>
internal static class PartForm
{
    private static readonly string[] Keys = ["id", "kind", "factor", "lines", "baseFen", "years", "interestMillionths"];
    private static readonly string[] LineKeys = ["id", "quantityMillionths"];
    private static readonly string[] OfferKeys = ["part", "fen", "millionths", "lines"];
    private static readonly string[] LinePriceKeys = ["line", "unitFen", "unitTail"];
    private static readonly string[] PreferenceKeys = ["smallPermille", "domesticPermille"];

    private static readonly Read<PartKind> KindWord = Forms.Word(
        ("amount", PartKind.Amount),
        ("unit-prices", PartKind.UnitPrices),
        ("list-discount", PartKind.ListDiscount),
        ("base-rate", PartKind.BaseRate),
        ("yearly", PartKind.Yearly)
    );
    private static readonly Read<Ratio> Factor = Forms.Fraction(Ratio.Zero, Ratio.Whole(1000));
    private static readonly Read<List<PartLine>> Lines = Forms.List(1, 1000, LineObject);
    private static readonly Read<long> BaseFen = Forms.Integer(1, BidForm.MostFen);
    private static readonly Read<long> Years = Forms.Integer(1, 50);
    private static readonly Read<long> Interest = Forms.Integer(0, 1_000_000);
    private static readonly Read<List<LinePrice>> LinePrices = Forms.List(0, 1000, LinePriceObject);
    private static readonly Read<long> Permille = Forms.Integer(0, 999);

    public static readonly Read<List<PricePart>> PriceParts = Forms.List(1, 20, PartObject);
    public static readonly Read<List<BidPart>> BidParts = Forms.List(0, 20, OfferObject);

    public static Preferences PreferencesObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, PreferenceKeys);
        return new Preferences(fields.Maybe("smallPermille", Permille), fields.Maybe("domesticPermille", Permille));
    }

    private static PricePart PartObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, Keys);
        return new PricePart(
            fields.Required("id", Forms.Id),
            fields.Required("kind", KindWord),
            fields.Optional("factor", Factor, Ratio.Whole(1)),
            fields.MaybeObject("lines", Lines),
            fields.Maybe("baseFen", BaseFen),
            fields.Maybe("years", Years),
            fields.Maybe("interestMillionths", Interest)
        );
    }

    private static PartLine LineObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, LineKeys);
        return new PartLine(fields.Required("id", Forms.Id), fields.Required("quantityMillionths", BidForm.Quantity));
    }

    private static BidPart OfferObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, OfferKeys);
        return new BidPart(
            fields.Required("part", Forms.Id),
            fields.Maybe("fen", BidForm.Fen),
            fields.Maybe("millionths", BidForm.Millionths),
            fields.MaybeObject("lines", LinePrices)
        );
    }

    private static LinePrice LinePriceObject(Reading reading, JsonElement value, Place place)
    {
        var fields = new Fields(reading, value, place, LinePriceKeys);
        return new LinePrice(fields.Required("line", Forms.Id), BidForm.UnitPrice(fields));
    }
}
