using System.Reflection;
using System.Text.Json;

namespace Trading.Streams.Codec;

/// <summary>
/// How a value of one type stands in an event: printer and parser of the same shape. Shapes follow from the records
/// themselves, so an event cannot be declared and then forgotten here: keys are the parameters of the record's
/// constructor, in their order, in camelCase. A parameter that has a default was added later: its key is left out while
/// it holds the default, so older events keep their one spelling.
/// </summary>
public abstract class JsonShape
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
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? new Sequence(type.GetGenericArguments()[0])
        : type.GetMethod("<Clone>$") is not null ? new Fields(type)
        : throw new NotSupportedException($"An event cannot hold a {type}.");

    protected static InvalidOperationException Unexpected(JsonTokenType token) => new($"unexpected {token}");

    private sealed class Text : JsonShape
    {
        public override void Write(JsonText text, object value) => text.String((string)value);

        public override object Read(ref Utf8JsonReader reader) =>
            reader.GetString() ?? throw Unexpected(reader.TokenType);
    }

    private sealed class Octets : JsonShape
    {
        public override void Write(JsonText text, object value) => text.Bytes((byte[])value);

        public override object Read(ref Utf8JsonReader reader) => reader.GetBytesFromBase64();
    }

    private sealed class Whole(Type type) : JsonShape
    {
        public override void Write(JsonText text, object value) =>
            text.Number(value is int narrow ? narrow : (long)value);

        public override object Read(ref Utf8JsonReader reader) =>
            type == typeof(int) ? (object)reader.GetInt32() : reader.GetInt64();
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
            if (reader.TokenType != JsonTokenType.StartArray)
                throw Unexpected(reader.TokenType);
            var items = new List<object>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                items.Add(item.Read(ref reader));
            var array = Array.CreateInstance(itemType, items.Count);
            for (var i = 0; i < items.Count; i++)
                array.SetValue(items[i], i);
            return array;
        }
    }
}

/// <summary>A record as an object; <paramref name="name"/> puts its type in front.</summary>
public sealed class Fields : JsonShape
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
        fields =
        [
            .. constructor
                .GetParameters()
                .Select(p => new Field(
                    JsonNamingPolicy.CamelCase.ConvertName(p.Name!),
                    Of(p.ParameterType),
                    MethodInvoker.Create(type.GetProperty(p.Name!)!.GetMethod!),
                    nullability.Create(p).ReadState == NullabilityState.Nullable,
                    p.HasDefaultValue,
                    p.HasDefaultValue ? p.DefaultValue : null
                )),
        ];
    }

    public override void Write(JsonText text, object value)
    {
        text.Raw("{");
        if (name is not null)
            text.Raw("\"type\":").String(name);
        var isFirst = name is null;
        foreach (var field in fields)
        {
            var held = field.Get.Invoke(value);
            if (field.IsDefault(held))
                continue;
            text.Raw(isFirst ? "" : ",").String(field.Key).Raw(":");
            isFirst = false;
            if (held is not null)
                field.Shape.Write(text, held);
            else if (field.Optional)
                text.Raw("null");
            else
                throw new InvalidOperationException($"{field.Key} is missing");
        }
        text.Raw("}");
    }

    public override object Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Unexpected(reader.TokenType);
        if (name is not null)
            ReadType(ref reader, name);
        var values = new object?[fields.Length];
        reader.Read();
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i].HasDefault && !IsKey(ref reader, fields[i].Key))
                values[i] = fields[i].Default;
            else
                values[i] = ReadValue(ref reader, fields[i]);
        }
        if (reader.TokenType != JsonTokenType.EndObject)
            throw Unexpected(reader.TokenType);
        return build.Invoke(values.AsSpan());
    }

    // Begins at the key and ends behind the value, at the next key or the end of the object.
    private static object? ReadValue(ref Utf8JsonReader reader, Field field)
    {
        ReadKey(ref reader, field.Key);
        var value = reader.TokenType == JsonTokenType.Null && field.Optional ? null : field.Shape.Read(ref reader);
        if (field.IsDefault(value))
            throw new InvalidOperationException($"'{field.Key}' holds its default, which is left out");
        reader.Read();
        return value;
    }

    private static void ReadType(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        ReadKey(ref reader, "type");
        if (reader.GetString() != name)
            throw new InvalidOperationException("the type is another");
    }

    private static void ReadKey(ref Utf8JsonReader reader, string key)
    {
        if (!IsKey(ref reader, key))
            throw new InvalidOperationException($"'{key}' expected");
        reader.Read();
    }

    private static bool IsKey(ref Utf8JsonReader reader, string key) =>
        reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(key);

    private sealed record Field(
        string Key,
        JsonShape Shape,
        MethodInvoker Get,
        bool Optional,
        bool HasDefault,
        object? Default
    )
    {
        public bool IsDefault(object? value) => HasDefault && Equals(value, Default);
    }
}
