using System.Text.Json;

namespace Trading.Edge.Requests;

/// <summary>
/// What is wrong with a body, as a sentence that begins with the place (<c>$.terms.lots[0].title</c>).
/// </summary>
/// <param name="Place">Where, from <c>$</c>.</param>
/// <param name="Problem">What is there, and what is expected.</param>
internal sealed record BodyFault(string Place, string Problem)
{
    public override string ToString() => $"{Place} {Problem}";
}

/// <summary>
/// The form of a value, made from the type that an endpoint takes (docs/spec/http.md, "Bodies"). One list of rules for
/// everything that anybody sends: a value either has the form, and then reading it into the type cannot fail, or the
/// first fault in the order of the body is named.
/// </summary>
internal abstract record Shape
{
    /// <summary>What is expected, as the end of a sentence.</summary>
    public abstract string Expected { get; }

    /// <summary>The first fault, or null.</summary>
    public abstract BodyFault? Check(JsonElement value, string place);

    protected BodyFault Wrong(JsonElement value, string place) =>
        new(place, $"is {Kind(value)}; {Expected} is expected");

    private static string Kind(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => "null",
            JsonValueKind.True or JsonValueKind.False => "true or false",
            JsonValueKind.Number => "a number that does not fit",
            JsonValueKind.String => "another text",
            JsonValueKind.Array => "an array",
            _ => "an object",
        };
}

/// <summary>A text.</summary>
internal sealed record TextShape : Shape
{
    public override string Expected => "a text";

    public override BodyFault? Check(JsonElement value, string place) =>
        value.ValueKind == JsonValueKind.String ? null : Wrong(value, place);
}

/// <summary>
/// Bytes in base64: with padding, without spare bits or white space, so that the same bytes have one spelling.
/// </summary>
internal sealed record BytesShape : Shape
{
    public override string Expected => "base64 with padding and no spare bits";

    public override BodyFault? Check(JsonElement value, string place) =>
        value.ValueKind == JsonValueKind.String && IsCanonical(value) ? null : Wrong(value, place);

    private static bool IsCanonical(JsonElement value)
    {
        if (!value.TryGetBytesFromBase64(out var bytes))
            return false;
        return value.ValueEquals(Convert.ToBase64String(bytes));
    }
}

/// <summary>A whole number, written as one: no fraction, no exponent.</summary>
internal sealed record WholeShape(long Least, long Most) : Shape
{
    public override string Expected => $"a whole number from {Least} to {Most}";

    public override BodyFault? Check(JsonElement value, string place) =>
        value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var number)
        && number >= Least
        && number <= Most
            ? null
            : Wrong(value, place);
}

/// <summary>True or false.</summary>
internal sealed record TruthShape : Shape
{
    public override string Expected => "true or false";

    public override BodyFault? Check(JsonElement value, string place) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : Wrong(value, place);
}

/// <summary>A word of a list, spelled as the list has it.</summary>
internal sealed record WordShape(IReadOnlyList<string> Words) : Shape
{
    public override string Expected => $"one of {string.Join(", ", Words)}";

    public override BodyFault? Check(JsonElement value, string place) =>
        value.ValueKind == JsonValueKind.String && Words.Any(word => value.ValueEquals(word))
            ? null
            : Wrong(value, place);
}

/// <summary>An array; null stands in it only where the type says so.</summary>
internal sealed record ListShape(Shape Item, bool MayHoldNull) : Shape
{
    public override string Expected => "an array";

    public override BodyFault? Check(JsonElement value, string place)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return Wrong(value, place);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var isNull = item.ValueKind == JsonValueKind.Null && MayHoldNull;
            if (!isNull && Item.Check(item, $"{place}[{index}]") is { } fault)
                return fault;
            index++;
        }
        return null;
    }
}

/// <summary>A member of an object.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Value">Its form.</param>
/// <param name="MayBeNull">Whether null is one of its values.</param>
/// <param name="MayBeAbsent">Whether it may be left out.</param>
internal sealed record Member(string Name, Shape Value, bool MayBeNull, bool MayBeAbsent);

/// <summary>An object with exactly these members.</summary>
internal sealed record ObjectShape(IReadOnlyList<Member> Members) : Shape
{
    public override string Expected => "an object";

    public override BodyFault? Check(JsonElement value, string place)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return Wrong(value, place);
        if (value.EnumerateObject().Any(given => !Members.Any(member => given.NameEquals(member.Name))))
            return Stranger(place);
        foreach (var member in Members)
            if (CheckMember(value, member, $"{place}.{member.Name}") is { } fault)
                return fault;
        return null;
    }

    // A stranger's own words are not repeated: they may be anything.
    private BodyFault Stranger(string place) =>
        new(
            place,
            Members.Count == 0
                ? "has a member; none is known here"
                : $"has an unknown member; {string.Join(", ", Members.Select(member => member.Name))} are known here"
        );

    private static BodyFault? CheckMember(JsonElement value, Member member, string place)
    {
        if (!value.TryGetProperty(member.Name, out var given))
            return member.MayBeAbsent ? null : new BodyFault(place, $"is missing; {member.Value.Expected} is expected");
        if (given.ValueKind == JsonValueKind.Null && member.MayBeNull)
            return null;
        return member.Value.Check(given, place);
    }
}
