using System.Reflection;
using System.Text.Json;

namespace Trading.Opening;

/// <summary>
/// How a value of one type stands in an event: printer and parser of the same shape. Shapes follow from the records themselves, so an event
/// cannot be declared and then forgotten here: keys are the parameters of the record's constructor, in their order, in camelCase.
/// </summary>
internal abstract class JsonShape
{
    public abstract void Write(JsonText text, object value);

    /// <summary>Reads the value at whose first token the reader stands, and leaves it at the last token.</summary>
    public abstract object Read(ref Utf8JsonReader reader);

    public static JsonShape Of(Type type) =>
        type == typeof(string) ? new Text()
        : type == typeof(byte[]) ? new Octets()
        : type == typeof(long) || type == typeof(int) ? new Whole(type)
        : type == typeof(bool) ? new Flag()
        : type.IsEnum ? new Word(type)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? new Sequence(type.GetGenericArguments()[0])
        : type.GetMethod("<Clone>$") is not null ? new Fields(type)
        : throw new NotSupportedException($"An event cannot hold a {type}.");

    protected static InvalidOperationException Unexpected(JsonTokenType token) => new($"unexpected {token}");

    private sealed class Text : JsonShape
    {
        public override void Write(JsonText text, object value) => text.String((string)value);
        public override object Read(ref Utf8JsonReader reader) => reader.GetString() ?? throw Unexpected(reader.TokenType);
    }

    private sealed class Octets : JsonShape
    {
        public override void Write(JsonText text, object value) => text.Bytes((byte[])value);
        public override object Read(ref Utf8JsonReader reader) => reader.GetBytesFromBase64();
    }

    private sealed class Whole(Type type) : JsonShape
    {
        public override void Write(JsonText text, object value) => text.Number(value is int narrow ? narrow : (long)value);
        public override object Read(ref Utf8JsonReader reader) => type == typeof(int) ? (object)reader.GetInt32() : reader.GetInt64();
    }

    private sealed class Flag : JsonShape
    {
        public override void Write(JsonText text, object value) => text.Raw((bool)value ? "true" : "false");
        public override object Read(ref Utf8JsonReader reader) => reader.GetBoolean();
    }

    private sealed class Word(Type type) : JsonShape
    {
        public override void Write(JsonText text, object value) =>
            text.String(Enum.GetName(type, value) ?? throw new InvalidOperationException($"{value} is no {type.Name}"));

        public override object Read(ref Utf8JsonReader reader) => Enum.Parse(type, reader.GetString()!);
    }

    private sealed class Sequence(Type itemType) : JsonShape
    {
        private readonly JsonShape item = Of(itemType);

        public override void Write(JsonText text, object value)
        {
            var separator = "[";
            foreach (var each in (System.Collections.IEnumerable)value)
            {
                item.Write(text.Raw(separator), each);
                separator = ",";
            }
            text.Raw(separator == "[" ? "[]" : "]");
        }

        public override object Read(ref Utf8JsonReader reader)
        {
            if (reader.TokenType != JsonTokenType.StartArray) throw Unexpected(reader.TokenType);
            var items = new List<object>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(item.Read(ref reader));
            var array = Array.CreateInstance(itemType, items.Count);
            for (var i = 0; i < items.Count; i++) array.SetValue(items[i], i);
            return array;
        }
    }
}

/// <summary>A record as an object; <paramref name="name"/> puts its type in front.</summary>
internal sealed class Fields : JsonShape
{
    private readonly string? name;
    private readonly ConstructorInvoker build;
    private readonly Field[] fields;

    public Fields(Type type, string? name = null)
    {
        this.name = name;
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        build = ConstructorInvoker.Create(constructor);
        var nullability = new NullabilityInfoContext();
        fields = [.. constructor.GetParameters().Select(p => new Field(
            JsonNamingPolicy.CamelCase.ConvertName(p.Name!), Of(p.ParameterType), MethodInvoker.Create(type.GetProperty(p.Name!)!.GetMethod!),
            nullability.Create(p).ReadState == NullabilityState.Nullable))];
    }

    public override void Write(JsonText text, object value)
    {
        text.Raw("{");
        if (name is not null) text.Raw("\"type\":").String(name);
        for (var i = 0; i < fields.Length; i++)
        {
            var (key, shape, get, optional) = fields[i];
            if (i > 0 || name is not null) text.Raw(",");
            text.String(key).Raw(":");
            var held = get.Invoke(value);
            if (held is not null) shape.Write(text, held);
            else if (optional) text.Raw("null");
            else throw new InvalidOperationException($"{key} is missing");
        }
        text.Raw("}");
    }

    public override object Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw Unexpected(reader.TokenType);
        if (name is not null) ReadKey(ref reader, "type");
        if (name is not null && reader.GetString() != name) throw new InvalidOperationException("the type is another");
        var values = new object?[fields.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            ReadKey(ref reader, fields[i].Key);
            values[i] = reader.TokenType == JsonTokenType.Null && fields[i].Optional ? null : fields[i].Shape.Read(ref reader);
        }
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndObject) throw Unexpected(reader.TokenType);
        return build.Invoke(values.AsSpan());
    }

    private static void ReadKey(ref Utf8JsonReader reader, string key)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(key)) throw new InvalidOperationException($"'{key}' expected");
        reader.Read();
    }

    private sealed record Field(string Key, JsonShape Shape, MethodInvoker Get, bool Optional);
}
