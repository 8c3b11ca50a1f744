using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Trading.Rooms.Papers;
using Trading.Rooms.Starts;

namespace Trading.Rooms.Counts;

/// <summary>A bid that is out, as the committee decided it.</summary>
/// <param name="Ground">The ground.</param>
/// <param name="Rule">Rule id of the pack or of the item.</param>
/// <param name="Item">The published item that it fails; empty where a motion rejected it.</param>
/// <param name="Reason">In the committee's words, 1–500 letters.</param>
/// <param name="IsLate">Whether prices had been scored.</param>
public sealed record BidRejection(RejectionGround Ground, string Rule, string Item, string Reason, bool IsLate);

/// <summary>A lawful correction of a score; the seat is a member of the file.</summary>
/// <param name="Kind">Which of the four.</param>
/// <param name="Seat">Whose score.</param>
/// <param name="Bid">For which bid.</param>
/// <param name="Criterion">Which; empty for a sum.</param>
/// <param name="Before">Hundredths.</param>
/// <param name="After">Hundredths.</param>
/// <param name="Reason">Why, 1–500 letters.</param>
public sealed record ScoreChange(
    AmendmentKind Kind,
    int Seat,
    string Bid,
    string Criterion,
    long Before,
    long After,
    string Reason
);

/// <summary>What a committee adds to the published terms and the opened bids.</summary>
internal sealed record Judged
{
    public IReadOnlyDictionary<string, BidRejection> Rejections { get; init; } =
        ImmutableSortedDictionary<string, BidRejection>.Empty;

    /// <summary>Bidders that confirmed a corrected price, or refused it.</summary>
    public IReadOnlyDictionary<string, bool> Confirmed { get; init; } = ImmutableSortedDictionary<string, bool>.Empty;

    /// <summary>Which bid of several equal ones of a brand is recommended.</summary>
    public IReadOnlyDictionary<string, string> Brands { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public IReadOnlyList<SheetPaper> Sheets { get; init; } = [];
    public IReadOnlyList<ScoreChange> Changes { get; init; } = [];

    /// <summary>Whether a price without an answer counts as confirmed: to see what was corrected.</summary>
    public bool ConfirmsAll { get; init; }
}

/// <summary>
/// The file that is counted: the published terms, byte for byte the same meaning, and behind them members, bids, sheets
/// and corrections. Everybody who has the papers makes the same bytes. Source: docs/spec/room.md, "The counted file".
/// </summary>
internal static class TenderFile
{
    // What terms at filing cannot hold, or hold empty.
    private static readonly string[] Ours = ["members", "bids", "brandChosen", "sheets", "amendments", "timings"];

    // What the opening and the committee say of a bid: nobody else does.
    private static readonly string[] OursOfBid = ["id", "priceFen", "millionths", "valid", "rejectedLate", "rejection"];

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether what a start says of a bid is an object without keys that are ours.</summary>
    public static bool MayAdd(string scoring)
    {
        if (scoring.Length == 0)
            return true;
        try
        {
            using var document = JsonDocument.Parse(scoring);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && !root.EnumerateObject().Any(p => OursOfBid.Contains(p.Name))
                && !(
                    root.TryGetProperty("quotation", out var quotation)
                    && quotation.ValueKind == JsonValueKind.Object
                    && quotation.TryGetProperty("confirmed", out _)
                );
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The file; the terms have been read before, with every bid's addition.</summary>
    public static byte[] Of(RoomStart start, byte[] terms, Judged judged)
    {
        using var document = JsonDocument.Parse(terms);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            WriteTerms(json, document.RootElement, start.DrawnK);
            json.WriteStartArray("members");
            for (var seat = 1; seat <= start.Seats.Count; seat++)
            {
                json.WriteStartObject();
                json.WriteString("id", Member(seat));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            var isAmount = IsAmount(document.RootElement);
            json.WriteStartArray("bids");
            foreach (var bid in start.Bids)
                WriteBid(json, bid, isAmount, judged);
            json.WriteEndArray();
            WriteBrands(json, judged);
            WriteSheets(json, judged);
            WriteChanges(json, judged);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    /// <summary>A seat as a member of the file.</summary>
    public static string Member(int seat) => seat.ToString(CultureInfo.InvariantCulture);

    private static bool IsAmount(JsonElement terms) =>
        !terms.TryGetProperty("priceKind", out var kind)
        || kind.ValueKind != JsonValueKind.String
        || kind.GetString() == "amount";

    private static void WriteTerms(Utf8JsonWriter json, JsonElement terms, string k)
    {
        foreach (var term in terms.EnumerateObject().Where(t => !Ours.Contains(t.Name)))
        {
            if (term.Name != "parameters" || k.Length == 0)
            {
                term.WriteTo(json);
                continue;
            }
            json.WriteStartObject(term.Name);
            foreach (var parameter in term.Value.EnumerateObject())
                parameter.WriteTo(json);
            json.WriteString("K", k);
            json.WriteEndObject();
        }
    }

    private static void WriteBid(Utf8JsonWriter json, RoomBid bid, bool isAmount, Judged judged)
    {
        json.WriteStartObject();
        json.WriteString("id", bid.Id);
        json.WriteNumber(isAmount ? "priceFen" : "millionths", bid.Figure);
        if (bid.Scoring.Length > 0)
            WriteAdditions(json, bid, judged);
        if (judged.Rejections.TryGetValue(bid.Id, out var rejection))
        {
            json.WriteBoolean("valid", false);
            if (rejection.IsLate)
                json.WriteBoolean("rejectedLate", true);
            json.WriteStartObject("rejection");
            json.WriteString("ground", Words.Of(rejection.Ground));
            json.WriteString("reason", rejection.Reason);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteAdditions(Utf8JsonWriter json, RoomBid bid, Judged judged)
    {
        using var document = JsonDocument.Parse(bid.Scoring);
        foreach (var added in document.RootElement.EnumerateObject())
        {
            bool? confirmed =
                judged.Confirmed.TryGetValue(bid.Id, out var said) ? said
                : judged.ConfirmsAll ? true
                : null;
            if (added.Name != "quotation" || added.Value.ValueKind != JsonValueKind.Object || confirmed is null)
            {
                added.WriteTo(json);
                continue;
            }
            json.WriteStartObject(added.Name);
            foreach (var part in added.Value.EnumerateObject())
                part.WriteTo(json);
            json.WriteBoolean("confirmed", confirmed.Value);
            json.WriteEndObject();
        }
    }

    private static void WriteBrands(Utf8JsonWriter json, Judged judged)
    {
        json.WriteStartArray("brandChosen");
        foreach (var (brand, bid) in judged.Brands)
        {
            json.WriteStartObject();
            json.WriteString("brand", brand);
            json.WriteString("bid", bid);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSheets(Utf8JsonWriter json, Judged judged)
    {
        json.WriteStartArray("sheets");
        foreach (var sheet in judged.Sheets)
        foreach (var bid in sheet.Bids)
        foreach (var score in bid.Scores)
        {
            json.WriteStartObject();
            json.WriteString("member", Member(sheet.Seat));
            json.WriteString("bid", bid.Bid);
            json.WriteString("criterion", score.Criterion);
            json.WriteNumber("hundredths", score.Hundredths);
            if (score.Reason.Length > 0)
                json.WriteString("reason", score.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteChanges(Utf8JsonWriter json, Judged judged)
    {
        json.WriteStartArray("amendments");
        foreach (var change in judged.Changes)
        {
            json.WriteStartObject();
            json.WriteString("kind", Words.Of(change.Kind));
            json.WriteString("member", Member(change.Seat));
            json.WriteString("bid", change.Bid);
            if (change.Criterion.Length > 0)
                json.WriteString("criterion", change.Criterion);
            json.WriteNumber("before", change.Before);
            json.WriteNumber("after", change.After);
            json.WriteString("reason", change.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
