using System.Text.Json;

namespace Trading.Scoring;

/// <summary>
/// The values of one JSON object by key. Each read reports the first thing that is wrong and then answers with a
/// harmless value: whoever reads asks <see cref="Faults.Any"/> at the end. Keys are read in the order of the
/// specification's tables.
/// </summary>
internal readonly struct Fields
{
    private readonly string[] keys;
    private readonly JsonElement[] values;
    private readonly Place place;
    private readonly Faults faults;

    /// <summary>Opens an object with exactly these keys allowed.</summary>
    public Fields(JsonElement element, Place place, Faults faults, params string[] keys)
    {
        (this.keys, this.place, this.faults) = (keys, place, faults);
        values = new JsonElement[keys.Length];
        faults.When(element.ValueKind != JsonValueKind.Object, FaultCode.WrongType, place);
        if (faults.Any)
            return;
        // Most files write keys in the same order everywhere: each is looked for after the one before.
        var next = 0;
        foreach (var property in element.EnumerateObject())
            next = Take(property, next);
    }

    /// <summary>Whether the key is there and not null.</summary>
    public bool Has(string key) => Optional(key) is not null;

    public long Integer(string key, long least, long most) =>
        Values.Integer(Required(key), place.At(key), least, most, faults);

    public long Integer(string key, long least, long most, long usual) =>
        Optional(key) is { } value ? Values.Integer(value, place.At(key), least, most, faults) : usual;

    public long? OptionalInteger(string key, long least, long most) =>
        Optional(key) is { } value ? Values.Integer(value, place.At(key), least, most, faults) : null;

    public Fraction Fraction(string key, Fraction least, Fraction most) =>
        Values.Fraction(Required(key), place.At(key), least, most, faults);

    public Fraction? OptionalFraction(string key, Fraction least, Fraction most) =>
        Optional(key) is { } value ? Values.Fraction(value, place.At(key), least, most, faults) : null;

    public string Id(string key) => Values.Text(Required(key), place, key, 64, faults);

    public string? OptionalId(string key) => OptionalText(key, 64);

    public string Text(string key, int most) => Values.Text(Required(key), place, key, most, faults);

    public string? OptionalText(string key, int most) =>
        Optional(key) is { } value ? Values.Text(value, place, key, most, faults) : null;

    public T Word<T>(string key, IReadOnlyDictionary<string, T> words) =>
        Values.Word(Required(key), place.At(key), words, faults);

    public T Word<T>(string key, IReadOnlyDictionary<string, T> words, T usual) =>
        Optional(key) is { } value ? Values.Word(value, place.At(key), words, faults) : usual;

    public bool? OptionalTruth(string key) =>
        Optional(key) is { } value ? Values.Truth(value, place.At(key), faults) : null;

    public IReadOnlyList<T> List<T>(string key, int least, int most, Func<JsonElement, Place, T> read) =>
        Values.List(Required(key), place.At(key), least, most, read, faults);

    public IReadOnlyList<T>? OptionalList<T>(string key, int least, int most, Func<JsonElement, Place, T> read) =>
        Optional(key) is { } value ? Values.List(value, place.At(key), least, most, read, faults) : null;

    public T? OptionalObject<T>(string key, Func<JsonElement, Place, T> read)
        where T : class => Optional(key) is { } value ? read(value, place.At(key)) : null;

    private int Take(JsonProperty property, int from)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var index = (from + i) % keys.Length;
            if (!property.NameEquals(keys[index]))
                continue;
            values[index] = property.Value;
            return index + 1;
        }
        faults.Report(FaultCode.UnknownKey, place.At(property.Name));
        return from;
    }

    private JsonElement? Optional(string key)
    {
        if (faults.Any)
            return null;
        var value = values[Array.IndexOf(keys, key)];
        return value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : value;
    }

    private JsonElement Required(string key)
    {
        if (faults.Any)
            return default;
        var value = values[Array.IndexOf(keys, key)];
        if (value.ValueKind == JsonValueKind.Undefined)
            faults.Report(FaultCode.MissingKey, place.At(key));
        return value;
    }
}
