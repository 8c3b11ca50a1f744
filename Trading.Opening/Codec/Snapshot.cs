using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Trading.Opening.Codec;

/// <summary>
/// The folded session as JSON for screens that come late: what the public stream says at that instant, nothing more.
/// Not canonical, never hashed. Source: docs/spec/feed.md, "Snapshot".
/// </summary>
public static class Snapshot
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// The session as a JSON object; <c>{"phase":"none"}</c> where nothing was published. The instant (UTC
    /// microseconds) tells what a lot waits for.
    /// </summary>
    public static string ToJson(Session session, long now)
    {
        ArgumentNullException.ThrowIfNull(session);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            switch (session)
            {
                case Session.Running s:
                    Write(json, s, now, "running", null);
                    break;
                case Session.Concluded s:
                    Write(json, s.Last, now, "concluded", s.At);
                    break;
                case Session.Sealed s:
                    Write(json, s.Last.Last, now, "sealed", s.Last.At);
                    Write(json, s.Record);
                    break;
                default:
                    json.WriteString("phase", "none");
                    break;
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, Session.Running s, long now, string phase, long? concludedAt)
    {
        json.WriteString("phase", phase);
        json.WriteString("session", s.Id);
        json.WriteString("tenderCode", s.Terms.TenderCode);
        json.WriteString("title", s.Terms.Title);
        json.WriteString("rulePack", s.Terms.RulePack.Id);
        json.WriteNumber("rulePackVersion", s.Terms.RulePack.Version);
        json.WriteBoolean("drill", s.Terms.Drill);
        Write(json, s.Terms.Publisher);
        json.WriteNumber("preparedAt", s.PreparedAt);
        if (concludedAt is { } at)
            json.WriteNumber("concludedAt", at);
        Array(
            json,
            "roles",
            s.Terms.Roles,
            r =>
            {
                json.WriteString("role", Word(r.Role));
                json.WriteString("name", r.Name);
            }
        );
        Array(json, "lots", s.Terms.Lots, l => Write(json, s.Terms.RulePack, s.Lots[l.Lot], now));
        Array(json, "objections", s.Objections, o => Write(json, o));
        if (s.Terms.PeriodSeconds > 0)
            WritePeriod(json, s);
        if (!s.Standstills.IsEmpty)
            Array(json, "standstills", s.Standstills, told => Write(json, told));
    }

    private static void WritePeriod(Utf8JsonWriter json, Session.Running s)
    {
        json.WriteStartObject("period");
        json.WriteNumber("seconds", s.Terms.PeriodSeconds);
        if (ObjectionPeriod.EndOf(s) is { } end)
            json.WriteNumber("endsAt", end);
        else
            json.WriteNull("endsAt");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Publisher? publisher)
    {
        if (publisher is null)
            return; // terms of version 1
        json.WriteStartObject("publisher");
        json.WriteString("name", publisher.Name);
        json.WriteString("key", publisher.Key is null ? null : Convert.ToBase64String(publisher.Key));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SealedRecord record)
    {
        json.WriteNumber("sealedAt", record.At);
        json.WriteString("recordHash", Convert.ToHexStringLower(record.Hash));
    }

    private static void Write(Utf8JsonWriter json, Standstill told)
    {
        json.WriteNumber("from", told.From);
        json.WriteNumber("until", told.Until);
        json.WriteBoolean("restarted", told.Restarted);
    }

    private static void Write(Utf8JsonWriter json, Objection o)
    {
        json.WriteString("id", o.Id);
        json.WriteString("lot", o.Lot);
        json.WriteString("submission", o.Submission);
        json.WriteString("text", o.Text);
        json.WriteNumber("at", o.At);
        json.WriteString("answer", o.Answer?.Text);
    }

    private static void Write(Utf8JsonWriter json, RulePack pack, Lot lot, long now)
    {
        json.WriteString("lot", lot.Terms.Lot);
        json.WriteString("title", lot.Terms.Title);
        json.WriteString("priceKind", Word(lot.Terms.PriceKind));
        json.WriteNumber("ceiling", lot.Terms.Ceiling);
        json.WriteString("phase", Word(lot.GetType().Name));
        Write(json, lot.Policy);
        if (HeldLot.Of(lot, now) is { } held)
            Write(json, held);
        switch (lot)
        {
            case Lot.Ceremony l:
                json.WriteNumber("messages", l.Messages.Count);
                break;
            case Lot.Intake l:
                Write(json, l.Lock);
                break;
            case Lot.Frozen l:
                Write(json, l.Lock);
                Write(json, l.Freeze);
                break;
            case Lot.Releasing l:
                Write(json, l.Lock);
                Write(json, l.Freeze);
                Write(json, l.Release);
                break;
            case Lot.Opened l:
                Write(json, l.Lock);
                Write(json, l.Freeze);
                Write(json, l.Release);
                json.WriteNumber("openedAt", l.OpenedAt);
                Array(json, "bids", l.Bids, b => Write(json, pack, b));
                break;
            case Lot.Failed l:
                json.WriteString("cause", Word(l.Cause));
                Array(json, "bids", l.Bids, b => Write(json, pack, b));
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, LockPolicy policy)
    {
        json.WriteNumber("closeAt", policy.CloseAt);
        json.WriteNumber("openAt", policy.OpenAt);
        json.WriteNumber("threshold", policy.Threshold);
        json.WriteNumber("quorum", policy.Quorum);
        json.WriteString("custody", Word(policy.Custody));
        json.WriteNumber("recordSizeBytes", policy.RecordSizeBytes);
        Array(json, "trustees", policy.Trustees, t => json.WriteString("name", t.Name));
    }

    private static void Write(Utf8JsonWriter json, Refusal held)
    {
        json.WriteStartObject("held");
        json.WriteString("rule", held.Rule);
        json.WriteString("detail", held.Detail);
        json.WriteString("nextStep", held.NextStep);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LockFacts facts)
    {
        json.WriteString("lockId", Convert.ToHexStringLower(facts.LockId));
        json.WriteNumber("certifiedAt", facts.CertifiedAt);
    }

    private static void Write(Utf8JsonWriter json, FreezeFacts facts)
    {
        json.WriteStartObject("freeze");
        json.WriteNumber("treeSize", facts.TreeSize);
        json.WriteString("root", Convert.ToHexStringLower(facts.Root));
        json.WriteNumber("entries", facts.Entries);
        json.WriteNumber("live", facts.Live);
        Array(
            json,
            "cosignatures",
            facts.Cosignatures.Values,
            c =>
            {
                json.WriteNumber("trustee", c.Trustee);
                json.WriteBoolean("late", c.Late);
                json.WriteNumber("at", c.At);
            }
        );
        json.WriteStartArray("lateFreezeOrders");
        foreach (var role in facts.Orders.Keys)
            json.WriteStringValue(Word(role));
        json.WriteEndArray();
        json.WriteStartArray("revoked");
        foreach (var submission in facts.Revoked.Keys)
            json.WriteStringValue(submission);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReleaseFacts facts)
    {
        json.WriteStartObject("release");
        json.WriteNumber("beganAt", facts.BeganAt);
        Numbers(json, "released", facts.Partials.Keys);
        Numbers(json, "refused", facts.Refused.Keys);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RulePack pack, OpenedBid bid)
    {
        json.WriteString("submission", bid.Submission);
        json.WriteString("envelopeHash", Convert.ToHexStringLower(bid.EnvelopeHash));
        json.WriteStartArray("marks");
        foreach (var mark in bid.Marks)
            json.WriteStringValue(Word(mark));
        json.WriteEndArray();
        json.WriteBoolean("attended", bid.Attended);
        json.WriteBoolean("confirmed", bid.Confirmed);
        json.WriteString("standing", Word(Confirmation.Of(pack, bid)));
        if (bid.Form is { } form)
            Write(json, form, bid.Marks);
        else if (bid.Unreadable is { } unreadable)
            Write(json, unreadable);
        else
            json.WriteBase64String("raw", bid.Content);
    }

    private static void Write(Utf8JsonWriter json, OpeningForm form, IEnumerable<Mark> marks)
    {
        json.WriteString("bidderName", form.BidderName);
        if (form.CreditCode.Length > 0)
            json.WriteString("creditCode", form.CreditCode);
        json.WriteStartObject("price");
        json.WriteString("kind", Word(form.Price.Kind));
        json.WriteNumber("value", form.Price.Value);
        json.WriteString("words", form.Price.Words);
        Array(json, "units", form.Price.Units, u => Write(json, form.Version, u));
        json.WriteEndObject();
        Array(
            json,
            "items",
            form.Items,
            i =>
            {
                json.WriteString("name", i.Name);
                json.WriteString("value", i.Value);
            }
        );
        if (BidderName.Certified(form, marks) is not { } certified)
            return;
        json.WriteString("certificateName", certified.Name);
        json.WriteString("certificateCode", certified.Code);
    }

    // As it is written in the form: fen, or millionths of a yuan.
    private static void Write(Utf8JsonWriter json, byte version, UnitPrice unit)
    {
        json.WriteString("name", unit.Name);
        if (version == OpeningForm.First)
            json.WriteNumber("priceFen", (long)(unit.Millionths / UnitPrice.PerFen));
        else
            json.WriteNumber("priceMillionths", (long)unit.Millionths);
    }

    private static void Write(Utf8JsonWriter json, BidUnreadable unreadable)
    {
        json.WriteString("cause", unreadable.Cause);
        json.WriteString("fault", Word(unreadable.Fault));
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, string name, IEnumerable<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static string Word(object value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!);
}
