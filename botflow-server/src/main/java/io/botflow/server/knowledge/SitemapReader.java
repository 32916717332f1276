package io.botflow.server.knowledge;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads sitemaps (sitemaps.org, protocol 0.9); a document type and entities are not read at all.
 */
final class SitemapReader {
  private SitemapReader() {}

  /**
   * What a sitemap names.
   *
   * @param pages addresses of pages
   * @param sitemaps addresses of further sitemaps
   */
  record Sitemap(List<String> pages, List<String> sitemaps) {}

  /** Reads as far as it can be read; what is no sitemap names nothing. */
  static Sitemap read(byte[] xml, int most) {
    List<String> pages = new ArrayList<>();
    List<String> sitemaps = new ArrayList<>();
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
      String within = "";
      while (reader.hasNext() && pages.size() < most && sitemaps.size() < most) {
        if (reader.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        String name = reader.getLocalName();
        if (name.equals("url") || name.equals("sitemap")) {
          within = name;
        } else if (name.equals("loc") && !within.isEmpty()) {
          (within.equals("url") ? pages : sitemaps).add(reader.getElementText().strip());
        }
      }
      reader.close();
    } catch (XMLStreamException e) {
      // What was read before the mistake counts.
    }
    return new Sitemap(pages, sitemaps);
  }
}
