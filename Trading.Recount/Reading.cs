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
        if (value.ValueKind != JsonValueKind.Object)
            reading.Fail<bool>("wrong-type", place);
        else
            Sort(value);
    }

    public T Required<T>(string key, Read<T> read)
    {
        if (reading.Failed)
            return default!;
        var value = values[Array.IndexOf(keys, key)];
        return value.ValueKind == JsonValueKind.Undefined
            ? reading.Fail<T>("missing-key", place.At(key))
            : read(reading, value, place.At(key));
    }

    public T Optional<T>(string key, Read<T> read, T absent) => IsAbsent(key) ? absent : Required(key, read);

    public T? Maybe<T>(string key, Read<T> read)
        where T : struct => IsAbsent(key) ? null : Required(key, read);

    public T? MaybeObject<T>(string key, Read<T> read)
        where T : class => IsAbsent(key) ? null : Required(key, read);

    private bool IsAbsent(string key) =>
        values[Array.IndexOf(keys, key)].ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    private void Sort(JsonElement value)
    {
        var next = 0;
        foreach (var property in value.EnumerateObject())
        {
            var at = KeyAt(property, next);
            if (at < 0)
            {
                reading.Fail<bool>("unknown-key", place.At(property.Name));
                return;
            }

            values[at] = property.Value;
            next = at + 1;
        }
    }

    // Half a million sheets mostly hold their keys in one order: the key after the last one is asked first.
    private int KeyAt(JsonProperty property, int next)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var at = (next + i) % keys.Length;
            if (property.NameEquals(keys[at]))
                return at;
        }

        return -1;
    }
}
