using System.Text.Json;

namespace Trading.Recount;

/// <summary>Reads one value of the file. After a fault it returns a default that nobody looks at.</summary>
internal delegate T Read<T>(Reading reading, JsonElement value, Place place);

/// <summary>One reading of a file: it remembers the first fault, and everything after that is passed over.</summary>
internal sealed class Reading
{
    public Fault? Fault { get; private set; }

    public bool Failed => Fault is not null;

    public T Fail<T>(string code, Place place)
    {
        Fault ??= new Fault(code, place.ToString());
        return default!;
    }
}

/// <summary>The keys of one object: first the unknown ones are found, then each is read when it is asked for.</summary>
internal sealed class Fields
{
    private readonly Reading reading;
    private readonly Place place;
    private readonly string[] keys;
    private readonly JsonElement[] values;

    public Fields(Reading reading, JsonElement value, Place place, string[] keys)
    {
        (this.reading, this.place, this.keys, values) = (reading, place, keys, new JsonElement[keys.Length]);
        if (value.ValueKind != JsonValueKind.Object) reading.Fail<bool>("wrong-type", place);
        else Sort(value);
    }

    public T Required<T>(string key, Read<T> read)
    {
        if (reading.Failed) return default!;
        var value = values[Array.IndexOf(keys, key)];
        return value.ValueKind == JsonValueKind.Undefined ? reading.Fail<T>("missing-key", place.At(key)) : read(reading, value, place.At(key));
    }

    public T Optional<T>(string key, Read<T> read, T absent)
    {
        if (reading.Failed) return absent;
        var value = values[Array.IndexOf(keys, key)];
        return value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? absent : read(reading, value, place.At(key));
    }

    public T? Maybe<T>(string key, Read<T> read)
        where T : struct =>
        Optional<T?>(key, (r, value, at) => read(r, value, at), null);

    public T? MaybeObject<T>(string key, Read<T> read)
        where T : class =>
        Optional<T?>(key, (r, value, at) => read(r, value, at), null);

    private void Sort(JsonElement value)
    {
        foreach (var property in value.EnumerateObject())
        {
            var at = Array.FindIndex(keys, property.NameEquals);
            if (at < 0)
            {
                reading.Fail<bool>("unknown-key", place.At(property.Name));
                return;
            }

            values[at] = property.Value;
        }
    }
}
