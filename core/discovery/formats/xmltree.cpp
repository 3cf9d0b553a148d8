// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/xmltree.h"

#include <QXmlStreamReader>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype deepest = 64;
constexpr qsizetype mostElements = 100'000;

class TreeReader final
{
public:
    explicit TreeReader(const QByteArray &content) : m_xml(content) {}

    std::expected<XmlElement, XmlError> read()
    {
        while (!m_xml.atEnd() && m_refused.isEmpty())
            take(m_xml.readNext());
        if (!m_refused.isEmpty())
            return std::unexpected(XmlError{m_refused, int(m_xml.lineNumber())});
        if (m_xml.hasError())
            return std::unexpected(XmlError{m_xml.errorString(), int(m_xml.lineNumber())});
        return m_root;
    }

private:
    void take(QXmlStreamReader::TokenType token)
    {
        if (token == QXmlStreamReader::DTD) {
            m_refused = u"it has a document type declaration"_s;
        } else if (token == QXmlStreamReader::StartElement) {
            begin();
        } else if (token == QXmlStreamReader::EndElement) {
            end();
        } else if (token == QXmlStreamReader::Characters && !m_open.isEmpty()) {
            m_open.last().text += m_xml.text();
        }
    }

    void begin()
    {
        if (m_open.size() >= deepest || ++m_elements > mostElements) {
            m_refused = m_open.size() >= deepest ? u"its elements are nested too deep"_s
                                                 : u"it has too many elements"_s;
            return;
        }
        XmlElement element{m_xml.name().toString(), {}, {}, {}, int(m_xml.lineNumber())};
        const QXmlStreamAttributes attributes = m_xml.attributes();
        for (const QXmlStreamAttribute &attribute : attributes)
            element.attributes.insert(attribute.qualifiedName().toString(),
                                      attribute.value().toString());
        m_open.append(element);
    }

    void end()
    {
        XmlElement element = m_open.takeLast();
        element.text = element.text.trimmed();
        if (m_open.isEmpty())
            m_root = element;
        else
            m_open.last().children.append(element);
    }

    QXmlStreamReader m_xml;
    XmlElement m_root;
    QList<XmlElement> m_open; // outermost first
    qsizetype m_elements = 0;
    QString m_refused;
};

} // namespace

const XmlElement &XmlElement::child(const QStringList &path) const
{
    static const XmlElement none;
    const XmlElement *element = this;
    for (const QString &wanted : path) {
        const auto found = std::find_if(element->children.cbegin(), element->children.cend(),
                                        [&wanted](const XmlElement &c) {
                                            return c.name == wanted;
                                        });
        if (found == element->children.cend())
            return none;
        element = &*found;
    }
    return *element;
}

std::expected<XmlElement, XmlError> readXml(const QByteArray &content)
{
    return TreeReader(content).read();
}

} // namespace CommandRunner
